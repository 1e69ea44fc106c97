package io.freshseal.bundle.control.zip;

import io.freshseal.bundle.entity.BundleFlaw;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the headers of a file with those that the writer would make for the same entries. So
 * there is no second way to say anything: no gap and no overlap, nothing in front or behind, no
 * compression, no link, no name that is not expected, none twice. Used once.
 */
final class ZipCheck {

  /** The most entries of an archive. */
  static final int MOST_ENTRIES = 50_000;

  private static final int NAME_AT = 28;
  private static final int SHOWN = 80;

  private final FileChannel file;
  private long place;
  private String last = "";

  private record Directory(long entries, long place, long length) {}

  ZipCheck(FileChannel file) {
    this.file = file;
  }

  static <T> Outcome<T> refused(Sentence flaw) {
    return new Outcome.Refused<>(StatusCode.BAD_BUNDLE, flaw);
  }

  /**
   * Checks everything but the content.
   *
   * @param found is told each entry, in order
   * @return the first flaw; empty if there is none
   */
  Optional<Sentence> check(Consumer<ZipArchive.Placed> found) throws IOException {
    Optional<Directory> read = directory();
    if (read.isEmpty()) {
      return flaw(BundleFlaw.NO_END);
    }
    Directory directory = read.get();
    if (directory.entries() > MOST_ENTRIES) {
      return flaw(BundleFlaw.TOO_MANY_ENTRIES, directory.entries(), MOST_ENTRIES);
    }
    if (!isWhole(directory)) {
      return flaw(BundleFlaw.OTHER_END);
    }
    InputStream headers =
        new BufferedInputStream(new ZipRange(file, directory.place(), directory.length()));
    for (long i = 0; i < directory.entries(); i++) {
      Optional<Sentence> flaw = next(headers, found);
      if (flaw.isPresent()) {
        return flaw;
      }
    }
    boolean all = headers.read() < 0 && place == directory.place() && ZipItem.isLast(last);
    return all ? Optional.empty() : flaw(BundleFlaw.OTHER_DIRECTORY);
  }

  private Optional<Directory> directory() throws IOException {
    long size = file.size();
    if (size < ZipForm.END) {
      return Optional.empty();
    }
    ByteBuffer end = read(size - ZipForm.END, ZipForm.END);
    if (end.getInt(0) != ZipForm.END_MARK) {
      return Optional.empty();
    }
    long entries = end.getShort(10) & ZipForm.IN_64_SHORT;
    long length = end.getInt(12) & ZipForm.IN_64;
    long place = end.getInt(16) & ZipForm.IN_64;
    boolean large =
        entries == ZipForm.IN_64_SHORT || length == ZipForm.IN_64 || place == ZipForm.IN_64;
    if (!large) {
      return Optional.of(new Directory(entries, place, length));
    }
    if (size < ZipForm.END + ZipForm.LARGE_END) {
      return Optional.empty();
    }
    ByteBuffer more = read(size - ZipForm.END - ZipForm.LARGE_END, ZipForm.LARGE_END);
    return Optional.of(new Directory(more.getLong(32), more.getLong(48), more.getLong(40)));
  }

  // That the records at the end are the writer's own for this directory, and end the file.
  private boolean isWhole(Directory directory) throws IOException {
    long size = file.size();
    if (directory.entries() < 2
        || directory.length() < 0
        || directory.place() < 0
        || directory.length() > directory.entries() * ZipForm.MOST_DIRECTORY
        || directory.place() > size - directory.length()) {
      return false;
    }
    long end = directory.place() + directory.length();
    byte[] expected = ZipForm.end(directory.entries(), directory.place(), directory.length());
    return size - end == expected.length && Arrays.equals(expected, bytes(end, expected.length));
  }

  private Optional<Sentence> next(InputStream headers, Consumer<ZipArchive.Placed> found)
      throws IOException {
    byte[] fixed = headers.readNBytes(ZipForm.DIRECTORY_FIXED);
    ByteBuffer header = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    if (fixed.length < ZipForm.DIRECTORY_FIXED || header.getInt(0) != ZipForm.DIRECTORY_MARK) {
      return flaw(BundleFlaw.OTHER_DIRECTORY);
    }
    int nameLength = header.getShort(NAME_AT) & ZipForm.IN_64_SHORT;
    int extraLength = header.getShort(NAME_AT + 2) & ZipForm.IN_64_SHORT;
    byte[] letters = headers.readNBytes(nameLength);
    byte[] extra = headers.readNBytes(extraLength);
    if (letters.length < nameLength || extra.length < extraLength) {
      return flaw(BundleFlaw.OTHER_DIRECTORY);
    }
    String name = new String(letters, StandardCharsets.ISO_8859_1);
    if (!ZipItem.isKnown(name)) {
      return flaw(BundleFlaw.ENTRY_NAME, shown(name));
    }
    if (!ZipItem.follows(last, name)) {
      return flaw(BundleFlaw.ENTRY_ORDER, name);
    }
    ZipItem item = new ZipItem(name, size(header, extra), header.getInt(16));
    byte[] said =
        ByteBuffer.allocate(fixed.length + letters.length + extra.length)
            .put(fixed)
            .put(letters)
            .put(extra)
            .array();
    if (!Arrays.equals(said, ZipForm.directory(item, place))) {
      return flaw(BundleFlaw.ENTRY_FORM, name);
    }
    byte[] local = ZipForm.local(item);
    if (place > file.size() - local.length - item.size()
        || !Arrays.equals(local, bytes(place, local.length))) {
      return flaw(BundleFlaw.ENTRY_GAP, name);
    }
    found.accept(new ZipArchive.Placed(item, place + local.length));
    place += local.length + item.size();
    last = name;
    return Optional.empty();
  }

  private static long size(ByteBuffer header, byte[] extra) {
    long size = header.getInt(24) & ZipForm.IN_64;
    if (size < ZipForm.IN_64 || extra.length < 12) {
      return size;
    }
    return Math.max(0, ByteBuffer.wrap(extra).order(ByteOrder.LITTLE_ENDIAN).getLong(4));
  }

  // Nothing that a terminal or a log would take for more than letters.
  private static String shown(String name) {
    String safe = name.replaceAll("[^\\x20-\\x7e]", "?");
    return safe.length() > SHOWN ? safe.substring(0, SHOWN) + "..." : safe;
  }

  private static Optional<Sentence> flaw(BundleFlaw flaw, Object... arguments) {
    return Optional.of(Sentence.of(flaw, arguments));
  }

  private ByteBuffer read(long from, int length) throws IOException {
    return ByteBuffer.wrap(bytes(from, length)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private byte[] bytes(long from, int length) throws IOException {
    return Arrays.copyOf(new ZipRange(file, from, length).readNBytes(length), length);
  }
}
