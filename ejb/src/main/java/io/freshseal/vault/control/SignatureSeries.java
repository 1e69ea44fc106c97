package io.freshseal.vault.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.SignaturePick;
import io.freshseal.vault.entity.Snapshot;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;

/**
 * The signature files that a pick of a catalog asks for, as one CBOR sequence (RFC 8742) in the
 * order of the catalog. For each: a byte string if the very file that the catalog names is here;
 * else an array of the serial and the bytes of the newest that is held of that version; else {@code
 * null}. Knows its length before it reads the first file, and has one of them in memory at a time.
 */
public final class SignatureSeries {

  /** The media type. */
  public static final String MEDIA_TYPE = "application/cbor-seq";

  private static final int BYTE_STRING = 2;
  private static final int UNSIGNED = 0;
  private static final int PAIR = 0x82;
  private static final int NULL = 0xf6;

  private final Catalog catalog;
  private final Snapshot held;
  private final Function<Sha256, Optional<Path>> files;
  private final BitSet wanted;
  private final BitSet named = new BitSet();
  private final BitSet older = new BitSet();
  private final MessageDigest tag = Sha256.digester();
  private long length;

  /**
   * Looks at what is here of it.
   *
   * @param digest of the signed catalog
   * @param held what is served at this moment
   * @param files finds objects
   */
  public SignatureSeries(
      Sha256 digest,
      Catalog catalog,
      SignaturePick pick,
      Snapshot held,
      Function<Sha256, Optional<Path>> files) {
    this.catalog = catalog;
    this.held = held;
    this.files = files;
    this.wanted = pick.places();
    String names = digest + pick.query(catalog.components().size());
    tag.update(names.getBytes(StandardCharsets.US_ASCII));
    wanted.stream().forEach(this::look);
    tag.update(named.toByteArray());
  }

  private void look(int place) {
    CatalogEntry entry = catalog.components().get(place);
    if (files.apply(entry.signature().sha256()).isPresent()) {
      named.set(place);
      length += sizeOfString(entry.signature().size());
      return;
    }
    Optional<CatalogEntry> other = older(entry);
    if (other.isPresent()) {
      older.set(place);
      tag.update(other.get().signature().sha256().bytes());
      length +=
          1
              + sizeOfHead(other.get().signature().serial())
              + sizeOfString(other.get().signature().size());
    } else {
      length++;
    }
  }

  private Optional<CatalogEntry> older(CatalogEntry entry) {
    return held.find(entry.id(), entry.version())
        .filter(here -> here.sha256().equals(entry.sha256()))
        .filter(here -> files.apply(here.signature().sha256()).isPresent());
  }

  /** Of the whole body. */
  public long length() {
    return length;
  }

  /** Whether the catalog's very files are all in it, so that it stays as it is for ever. */
  public boolean isComplete() {
    return named.equals(wanted);
  }

  /** Another for every other body, though not the digest of the body. */
  public Sha256 tag() {
    try {
      return Sha256.ofDigest(((MessageDigest) tag.clone()).digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be cloned", e);
    }
  }

  /**
   * Writes it.
   *
   * @throws IOException if a file is gone or shorter than it was, or nobody takes the bytes
   */
  public void writeTo(OutputStream out) throws IOException {
    for (int at = wanted.nextSetBit(0); at >= 0; at = wanted.nextSetBit(at + 1)) {
      CatalogEntry entry = catalog.components().get(at);
      if (named.get(at)) {
        string(entry, out);
      } else if (older.get(at)) {
        CatalogEntry here = older(entry).orElseThrow(() -> new EOFException("gone: " + entry.id()));
        out.write(PAIR);
        head(UNSIGNED, here.signature().serial(), out);
        string(here, out);
      } else {
        out.write(NULL);
      }
    }
  }

  private void string(CatalogEntry entry, OutputStream out) throws IOException {
    long size = entry.signature().size();
    Path file =
        files
            .apply(entry.signature().sha256())
            .orElseThrow(() -> new EOFException("gone: " + entry.signature().sha256()));
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes((int) size);
    }
    if (bytes.length != size) {
      throw new EOFException("shorter than it was: " + file.getFileName());
    }
    head(BYTE_STRING, size, out);
    out.write(bytes);
  }

  private static long sizeOfString(long size) {
    return sizeOfHead(size) + size;
  }

  private static int sizeOfHead(long value) {
    if (value < 24) {
      return 1;
    }
    if (value < 1L << 8) {
      return 2;
    }
    if (value < 1L << 16) {
      return 3;
    }
    return value < 1L << 32 ? 5 : 9;
  }

  // The shortest form, as RFC 8949 section 4.2.1 asks for.
  private static void head(int major, long value, OutputStream out) throws IOException {
    int size = sizeOfHead(value);
    if (size == 1) {
      out.write(major << 5 | (int) value);
      return;
    }
    byte[] head = new byte[size];
    head[0] = (byte) (major << 5 | 23 + Integer.numberOfTrailingZeros(size - 1) + 1);
    for (int i = 1; i < size; i++) {
      head[i] = (byte) (value >>> 8 * (size - 1 - i));
    }
    out.write(head);
  }
}
