package io.freshseal.publishing.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.trust.entity.RevocationList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The revocation lists that an operator's authority issues and puts into a file or folder, as PEM
 * or DER. Read anew each time, since they are replaced while the source runs.
 */
final class RevocationFiles {

  private static final int MAX_FILES = 64;
  // PEM is a third longer than DER, and may say something before the block.
  private static final int MAX_FILE_BYTES = 2 * RevocationList.MAX_BYTES;
  private static final String BEGIN = "-----BEGIN X509 CRL-----";
  private static final String END = "-----END X509 CRL-----";

  private RevocationFiles() {}

  /**
   * Reads all lists, each still unjudged.
   *
   * @throws IOException if a file cannot be read, is too large, or is PEM without a whole block
   */
  static List<byte[]> read(Path place) throws IOException {
    List<byte[]> lists = new ArrayList<>();
    for (Path file : files(place)) {
      lists.addAll(lists(file));
    }
    return lists;
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.list(place)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file) && !isHidden(file)).sorted().toList();
      if (files.size() > MAX_FILES) {
        throw new IOException(place + " holds more than " + MAX_FILES + " files");
      }
      return files;
    }
  }

  private static boolean isHidden(Path file) {
    return file.getFileName().toString().startsWith(".");
  }

  private static List<byte[]> lists(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = BoundedInputStream.readAll(in, MAX_FILE_BYTES);
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN ") ? blocks(file, text) : List.of(bytes);
  }

  private static List<byte[]> blocks(Path file, String text) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at)) {
      int end = text.indexOf(END, at);
      if (end < 0) {
        break;
      }
      try {
        blocks.add(Base64.getMimeDecoder().decode(text.substring(at + BEGIN.length(), end)));
      } catch (IllegalArgumentException e) {
        throw new IOException(file + " is damaged: " + e.getMessage(), e);
      }
      at = end;
    }
    if (blocks.isEmpty()) {
      throw new IOException(file + " holds no whole revocation list");
    }
    return blocks;
  }
}
