package io.freshseal.api.serving;

import io.freshseal.api.http.ByteRange;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A part of a file, or all of it, as a response body.
 *
 * @param bytes which part; null for an empty file
 */
record FileSlice(Path file, ByteRange bytes) {

  private static final int BUFFER_BYTES = 128 * 1024;

  /** What is sent in a moment, and takes no place of those who download. */
  static final int SMALL = 64 * 1024;

  boolean isSmall() {
    return bytes == null || bytes.length() <= SMALL;
  }

  static FileSlice whole(Path file, long length) {
    return new FileSlice(file, length == 0 ? null : new ByteRange(0, length - 1));
  }

  /**
   * Copies the part, with one buffer of 128 KiB at most.
   *
   * @throws EOFException if the file is shorter than it should be
   * @throws ReaderGoneException if nobody takes the bytes any more
   */
  void copyTo(OutputStream out) throws IOException {
    copyTo(out, Pace.FREE);
  }

  /** The same at somebody's pace, which is asked before each buffer is sent. */
  void copyTo(OutputStream out, Pace pace) throws IOException {
    if (bytes == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, bytes.length()));
      channel.position(bytes.first());
      long left = bytes.length();
      while (left > 0) {
        buffer.clear().limit((int) Math.min(Math.min(buffer.capacity(), pace.most()), left));
        int count = channel.read(buffer);
        if (count < 0) {
          throw new EOFException("an object is shorter than it was: " + file.getFileName());
        }
        pace.before(count);
        send(buffer.array(), count, out);
        left -= count;
      }
    }
  }

  private static void send(byte[] buffer, int count, OutputStream out) throws IOException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw new ReaderGoneException(e);
    }
  }

  /** Holds a sender back until it is its turn. */
  interface Pace {

    /** Holds nobody back. */
    Pace FREE = bytes -> {};

    /** How many bytes should be sent at once, more than none. */
    default int most() {
      return BUFFER_BYTES;
    }

    /** Waits until so many bytes may be sent. */
    void before(int bytes) throws IOException;
  }

  /** Whoever asked for the bytes has closed the connection, or stopped reading. */
  static final class ReaderGoneException extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    private ReaderGoneException(IOException cause) {
      super(cause);
    }
  }
}
