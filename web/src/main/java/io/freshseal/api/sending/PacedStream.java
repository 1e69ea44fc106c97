package io.freshseal.api.sending;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Bytes of a body, in pieces. */
final class PacedStream extends ServletOutputStream {

  private final ServletOutputStream out;
  private final UnsentBytes unsent;

  /** Whoever asks before each writing whether it may is not to be held back. */
  private volatile boolean asynchronous;

  PacedStream(ServletOutputStream out, UnsentBytes unsent) {
    this.out = out;
    this.unsent = unsent;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    if (asynchronous) {
      out.write(buffer, offset, length);
      return;
    }
    for (int at = 0; at < length; at += UnsentBytes.PIECE) {
      int from = offset + at;
      int count = Math.min(UnsentBytes.PIECE, length - at);
      unsent.add(() -> out.write(buffer, from, count));
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

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    asynchronous = true;
    out.setWriteListener(listener);
  }
}
