package io.freshseal.shared.control;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that fails with {@link TooLargeException} as soon as one byte more than the bound is
 * there. A stream of exactly the bound's length ends normally.
 */
public final class BoundedInputStream extends FilterInputStream {

  private final long bound;
  private long left;

  /**
   * Bounds a stream.
   *
   * @param bound the most bytes to let through, zero or more
   */
  public BoundedInputStream(InputStream in, long bound) {
    super(in);
    this.bound = bound;
    this.left = bound;
  }

  /**
   * Reads a stream to its end.
   *
   * @param bound the most bytes to accept
   * @throws TooLargeException if there are more
   */
  public static byte[] readAll(InputStream in, long bound) throws IOException {
    return new BoundedInputStream(in, bound).readAllBytes();
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      took(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int most = (int) Math.min(length, left + 1);
    int count = super.read(buffer, offset, Math.max(most, Math.min(length, 1)));
    if (count > 0) {
      took(count);
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left + 1));
    took(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void took(long count) throws TooLargeException {
    if (count > left) {
      throw new TooLargeException(bound);
    }
    left -= count;
  }
}
