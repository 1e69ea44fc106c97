package io.freshseal.st;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Content for components. */
final class Bytes {
  private Bytes() {}

  /** Bytes that look random and are the same for the same seed. */
  static byte[] of(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** A text as it is sent. */
  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A copy with one bit flipped in the middle. */
  static byte[] flipped(byte[] bytes) {
    byte[] copy = bytes.clone();
    copy[copy.length / 2] ^= 1;
    return copy;
  }

  /** A copy with one bit flipped in the first letter of a text that is in it. */
  static byte[] flippedAt(byte[] bytes, String text) {
    byte[] copy = bytes.clone();
    copy[new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text)] ^= 1;
    return copy;
  }
}
