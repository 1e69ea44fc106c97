package io.freshseal.delta.control;

import io.freshseal.shared.entity.Sha256;
import java.util.Arrays;

/** The form of a delta of the coding {@code dcz}, and its bounds (RFC 9842 section 5). */
public final class DeltaForm {

  /** The name of the coding. */
  public static final String CODING = "dcz";

  /** So many bytes stand before the first frame. */
  public static final int HEADER_BYTES = 40;

  // A skippable frame of 32 bytes, by its magic number and length; the digest follows.
  private static final byte[] MAGIC = {0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0};
  // Binary logarithms: 8 MiB, 128 MiB.
  private static final int SHORTEST_LIMIT = 23;
  private static final int LONGEST_LIMIT = 27;

  private DeltaForm() {}

  /** What stands before the first frame of a delta to this dictionary. */
  static byte[] header(Sha256 dictionary) {
    byte[] header = Arrays.copyOf(MAGIC, HEADER_BYTES);
    System.arraycopy(dictionary.bytes(), 0, header, MAGIC.length, 32);
    return header;
  }

  /** The longest window that a reader has to accept, as a binary logarithm. */
  static int longestWindowLog(long dictionary) {
    int fiveQuarters = 64 - Long.numberOfLeadingZeros(Math.max(1, dictionary * 5 / 4 - 1));
    return Math.max(SHORTEST_LIMIT, Math.min(fiveQuarters, LONGEST_LIMIT));
  }
}
