package io.freshseal.api.sending;

import java.io.IOException;
import java.io.Writer;

/** Characters of a body, in pieces. */
final class PacedWriter extends Writer {

  private final Writer out;
  private final UnsentBytes unsent;

  PacedWriter(Writer out, UnsentBytes unsent) {
    this.out = out;
    this.unsent = unsent;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    for (int at = 0; at < length; at += UnsentBytes.PIECE) {
      unsent.awaitRoom();
      out.write(buffer, offset + at, Math.min(UnsentBytes.PIECE, length - at));
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
