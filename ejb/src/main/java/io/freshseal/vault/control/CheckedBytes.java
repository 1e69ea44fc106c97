package io.freshseal.vault.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.freshseal.shared.entity.Sha256;
import java.util.Arrays;

/**
 * A JSON object whose last member, {@code check}, is the SHA-256 of all bytes before that member:
 * no flipped bit and no missing end passes for what was written.
 */
final class CheckedBytes {

  private static final byte[] BEFORE = ",\"check\":\"".getBytes(US_ASCII);
  private static final byte[] AFTER = "\"}".getBytes(US_ASCII);
  private static final int MEMBER = BEFORE.length + 64 + AFTER.length;

  /** What the bytes say of themselves. */
  enum Finding {
    /** They are as they were written. */
    WHOLE,
    /** They are not. */
    DAMAGED,
    /** They carry no check sum, as before there was one; or lost it. */
    UNCHECKED
  }

  private CheckedBytes() {}

  /**
   * Adds the check sum.
   *
   * @param object a JSON object with at least one member and nothing around it
   */
  static byte[] seal(byte[] object) {
    int body = object.length - 1;
    byte[] sealed = Arrays.copyOf(object, body + MEMBER);
    byte[] member = member(object, body);
    System.arraycopy(member, 0, sealed, body, MEMBER);
    return sealed;
  }

  /** Compares with the check sum. */
  static Finding examine(byte[] bytes) {
    int body = bytes.length - MEMBER;
    if (body < 0 || !Arrays.equals(bytes, body, body + BEFORE.length, BEFORE, 0, BEFORE.length)) {
      return Finding.UNCHECKED;
    }
    return Arrays.equals(bytes, body, bytes.length, member(bytes, body), 0, MEMBER)
        ? Finding.WHOLE
        : Finding.DAMAGED;
  }

  private static byte[] member(byte[] bytes, int body) {
    String digest = Sha256.of(Arrays.copyOf(bytes, body)).hex();
    byte[] member = new byte[MEMBER];
    System.arraycopy(BEFORE, 0, member, 0, BEFORE.length);
    System.arraycopy(digest.getBytes(US_ASCII), 0, member, BEFORE.length, 64);
    System.arraycopy(AFTER, 0, member, MEMBER - AFTER.length, AFTER.length);
    return member;
  }
}
