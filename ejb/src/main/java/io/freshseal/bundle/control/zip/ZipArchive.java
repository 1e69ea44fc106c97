package io.freshseal.bundle.control.zip;

import io.freshseal.bundle.entity.BundleFlaw;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * An archive whose form has been found to be the writer's own. Its bytes are foreign all the same.
 * Any number of threads may read; the file must not be closed meanwhile.
 */
public final class ZipArchive implements AutoCloseable {

  private final FileChannel file;
  private final Map<String, Placed> entries;
  private final long length;

  /** An entry and where its bytes begin. */
  record Placed(ZipItem item, long data) {}

  private ZipArchive(FileChannel file, Map<String, Placed> entries, long length) {
    this.file = file;
    this.entries = entries;
    this.length = length;
  }

  /**
   * Opens an archive and compares all its headers with those the writer would make. Reads no
   * content; memory is bounded by the number of entries, which is bounded.
   *
   * @return refused with {@code BAD_BUNDLE} and the first thing that differs
   * @throws IOException if the disk refuses
   */
  public static Outcome<ZipArchive> open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      Map<String, Placed> entries = new HashMap<>();
      Optional<Sentence> flaw = new ZipCheck(file).check(placed -> put(entries, placed));
      if (flaw.isPresent()) {
        file.close();
        return ZipCheck.refused(flaw.get());
      }
      return Outcome.done(new ZipArchive(file, entries, file.size()));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void put(Map<String, Placed> entries, Placed placed) {
    entries.put(placed.item().name(), placed);
  }

  /** The length of the whole file in bytes. */
  public long length() {
    return length;
  }

  /** The names of all entries. */
  public Set<String> names() {
    return Set.copyOf(entries.keySet());
  }

  /** What the headers say of an entry. */
  public Optional<ZipItem> find(String name) {
    return Optional.ofNullable(entries.get(name)).map(Placed::item);
  }

  /**
   * The bytes of an entry from one of them on, as they are in the file.
   *
   * @throws IllegalArgumentException if there is no such entry, or it is not that long
   */
  public InputStream read(String name, long from) {
    Placed placed = entries.get(name);
    if (placed == null || from < 0 || from > placed.item().size()) {
      throw new IllegalArgumentException(name + " from " + from);
    }
    return new ZipRange(file, placed.data() + from, placed.item().size() - from);
  }

  /**
   * Reads a small entry whole.
   *
   * @param most the most bytes to take
   * @return refused if it is longer, or its bytes are not those of its check sum
   * @throws IOException if the disk refuses
   */
  public Outcome<byte[]> whole(String name, int most) throws IOException {
    ZipItem item = find(name).orElseThrow();
    if (item.size() > most) {
      return ZipCheck.refused(Sentence.of(BundleFlaw.ENTRY_TOO_LARGE, name, most));
    }
    byte[] bytes = read(name, 0).readNBytes((int) item.size());
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return bytes.length == item.size() && (int) crc.getValue() == item.crc()
        ? Outcome.done(bytes)
        : ZipCheck.refused(Sentence.of(BundleFlaw.ENTRY_DAMAGED, name));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
