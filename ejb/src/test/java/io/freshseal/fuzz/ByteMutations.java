package io.freshseal.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes to bytes of which nothing is known. */
public final class ByteMutations {

  private static final byte[] TELLING = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '\n', '<', '0'};

  private ByteMutations() {}

  /** The bytes with one to four changes; the original stays as it is. */
  public static byte[] of(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes = bytes.length == 0 ? new byte[] {telling(random)} : change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(32, bytes.length - at));
    switch (random.nextInt(7)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = telling(random);
      case 2 -> bytes[at] = (byte) random.nextInt(256);
      case 3 -> Arrays.fill(bytes, at, at + length, telling(random));
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return splice(bytes, at, at + length, new byte[0]);
      }
      default -> {
        return splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
      }
    }
    return bytes;
  }

  private static byte telling(Random random) {
    return TELLING[random.nextInt(TELLING.length)];
  }

  /** The bytes with others in place of those from one index up to another. */
  static byte[] splice(byte[] bytes, int from, int to, byte[] others) {
    byte[] result = new byte[from + others.length + bytes.length - to];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(others, 0, result, from, others.length);
    System.arraycopy(bytes, to, result, from + others.length, bytes.length - to);
    return result;
  }
}
