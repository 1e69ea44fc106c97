package io.freshseal.bundle.control.zip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** Makes archives that are formed as the writer's, but say what the writer would never say. */
final class ZipForge {

  private record Piece(ZipItem item, byte[] content) {}

  private final List<Piece> pieces = new ArrayList<>();

  ZipForge add(String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return add(item(name, bytes), bytes);
  }

  ZipForge add(ZipItem item, byte[] content) {
    pieces.add(new Piece(item, content));
    return this;
  }

  static ZipItem item(String name, byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return new ZipItem(name, bytes.length, (int) crc.getValue());
  }

  byte[] bytes() {
    return bytes(pieces.size());
  }

  /** The same, with another count of entries in the end record. */
  byte[] bytes(long entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Integer> places = new ArrayList<>();
    for (Piece piece : pieces) {
      places.add(out.size());
      out.writeBytes(ZipForm.local(piece.item()));
      out.writeBytes(piece.content());
    }
    int directory = out.size();
    for (int i = 0; i < pieces.size(); i++) {
      out.writeBytes(ZipForm.directory(pieces.get(i).item(), places.get(i)));
    }
    out.writeBytes(ZipForm.end(entries, directory, out.size() - directory));
    return out.toByteArray();
  }
}
