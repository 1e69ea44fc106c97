package io.freshseal.delta.control;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes the coding {@code zstd} of whole files: one frame with a checksum, whose window is one that
 * every reader accepts (RFC 9659: 8 MiB, which the levels taken here do not exceed).
 */
public final class WholeEncoder {

  private static final int BUFFER_BYTES = 128 * 1024;

  /** A probe that shows whether it is worth trying. */
  private static final int PROBE_BYTES = 1 << 20;

  private static final int PROBE_LEVEL = 1;

  // What is longer would take the processor for minutes.
  private static final long THOROUGH_UP_TO = 20L << 20;
  private static final int THOROUGH = 19;
  private static final int FAST = 12;

  private WholeEncoder() {}

  /**
   * Writes a file as {@code zstd}.
   *
   * @param made made, or replaced
   * @param mostPercent of the file; one that gets longer is of no use, and not finished
   * @return whether it is finished
   * @throws IOException if the disk or the encoder refuses
   */
  public static boolean write(Path file, Path made, int mostPercent) throws IOException {
    long size = Files.size(file);
    long probe = Math.min(size, PROBE_BYTES);
    int level = size <= THOROUGH_UP_TO ? THOROUGH : FAST;
    return write(file, made, PROBE_LEVEL, probe, probe * (mostPercent + 100L) / 200)
        && write(file, made, level, size, size * mostPercent / 100);
  }

  private static boolean write(Path file, Path made, int level, long bytes, long most)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file);
        Bounded out = new Bounded(Files.newOutputStream(made), most);
        ZstdOutputStreamNoFinalizer coded = new ZstdOutputStreamNoFinalizer(out, level)) {
      coded.setChecksum(true);
      long left = bytes;
      while (left > 0 && !out.isTooLong()) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException("a file is shorter than it was");
        }
        coded.write(buffer, 0, count);
        left -= count;
      }
      coded.close();
      return !out.isTooLong();
    }
  }

  /** Takes no more than so many bytes, and remembers if there were more. */
  private static final class Bounded extends OutputStream {

    private final OutputStream out;
    private long left;

    Bounded(OutputStream out, long most) {
      this.out = new BufferedOutputStream(out, BUFFER_BYTES);
      this.left = most;
    }

    boolean isTooLong() {
      return left < 0;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left >= 0) {
        out.write(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
