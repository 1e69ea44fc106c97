package io.freshseal.api;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A response body whose reader may leave. The write that finds out is not a fault; only a further
 * one is, so that whoever sends a long body stops.
 */
final class GoneReaderStream extends ServletOutputStream {

  private static final Logger LOG = System.getLogger(GoneReaderStream.class.getName());

  private final ServletOutputStream out;
  private boolean gone;

  GoneReaderStream(ServletOutputStream out) {
    this.out = out;
  }

  /** Something that fails if the reader has left. */
  private interface Step {
    void run() throws IOException;
  }

  @Override
  public void write(int b) throws IOException {
    requireReader();
    attempt(() -> out.write(b));
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    requireReader();
    attempt(() -> out.write(buffer, offset, length));
  }

  @Override
  public void flush() {
    attempt(out::flush);
  }

  @Override
  public void close() {
    attempt(out::close);
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    out.setWriteListener(listener);
  }

  private void requireReader() throws IOException {
    if (gone) {
      throw new IOException("the reader of this response has left");
    }
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      gone = true;
      LOG.log(Level.DEBUG, "a reader has left: {0}", e.getMessage());
    }
  }
}
