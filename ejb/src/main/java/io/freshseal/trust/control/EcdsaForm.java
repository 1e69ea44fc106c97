package io.freshseal.trust.control;

/**
 * The one DER encoding of an ECDSA signature (RFC 3279 2.2.3, X.690 8.3). The JDK also reads
 * numbers that lack their leading zero, so that one signature would have several forms.
 */
final class EcdsaForm {

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int HEADER = 2;

  private EcdsaForm() {}

  /** Tells whether the bytes are a sequence of two positive, shortest numbers and nothing else. */
  static boolean isStrict(byte[] signature) {
    // Up to P-384 every length fits one byte.
    int length = signature.length;
    if (length < HEADER || signature[0] != SEQUENCE || signature[1] != length - HEADER) {
      return false;
    }
    int second = endOfNumber(signature, HEADER);
    return second > 0 && endOfNumber(signature, second) == length;
  }

  /** Where a positive number in its shortest form ends; -1 if there is none. */
  private static int endOfNumber(byte[] bytes, int at) {
    if (bytes.length < at + HEADER + 1 || bytes[at] != INTEGER || bytes[at + 1] < 1) {
      return -1;
    }
    int first = at + HEADER;
    int end = first + bytes[at + 1];
    boolean padded = bytes[first] == 0 && (bytes[at + 1] == 1 || bytes[first + 1] >= 0);
    return end > bytes.length || bytes[first] < 0 || padded ? -1 : end;
  }
}
