package io.freshseal.trust.control.cms;

import java.io.OutputStream;
import java.util.Arrays;

/** Compares what is written with given bytes, so that no second copy of them is made. */
final class MatchingOutputStream extends OutputStream {

  private final byte[] expected;
  private int at;
  private boolean same = true;

  MatchingOutputStream(byte[] expected) {
    this.expected = expected;
  }

  @Override
  public void write(int b) {
    same = same && at < expected.length && expected[at] == (byte) b;
    at++;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    same =
        same
            && at + length <= expected.length
            && Arrays.equals(expected, at, at + length, bytes, from, from + length);
    at += length;
  }

  /** Tells whether exactly the expected bytes were written, no more and no fewer. */
  boolean matchesAll() {
    return same && at == expected.length;
  }
}
