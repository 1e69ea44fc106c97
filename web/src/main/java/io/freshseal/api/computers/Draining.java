package io.freshseal.api.computers;

import io.freshseal.member.control.HeartbeatJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Lets what is left of a refused body go by, so that its sender comes to read why. */
final class Draining {

  private static final int PIECE = 16 * 1024;

  private Draining() {}

  /**
   * Reads and forgets.
   *
   * @param most bytes that there may be
   * @return whether nothing is left
   */
  static boolean drain(InputStream body, long most, LongSupplier ticker) {
    byte[] piece = new byte[PIECE];
    long begun = ticker.getAsLong();
    long left = most + 1;
    try {
      while (left > 0 && ticker.getAsLong() - begun < HeartbeatJson.LONGEST_REST.toNanos()) {
        int count = body.read(piece, 0, (int) Math.min(PIECE, left));
        if (count < 0) {
          return true;
        }
        left -= count;
      }
    } catch (IOException e) {
      // It broke off: there is nobody to read anything.
      return false;
    }
    return false;
  }
}
