package io.freshseal.api.sending;

import java.io.IOException;
import java.io.Writer;

/** Characters of a body, in pieces. */
final class PacedWriter extends Writer {

  /** Characters, of three bytes at most. */
  private static final int PIECE = UnsentBytes.PIECE / 4;

  private final Writer out;
  private final UnsentBytes unsent;

  PacedWriter(Writer out, UnsentBytes unsent) {
    this.out = out;
    this.unsent = unsent;
  }

  @Override
  public void write(char[] buffer, int offset, int length) throws IOException {
    for (int at = 0; at < length; at += PIECE) {
      int from = offset + at;
      int count = Math.min(PIECE, length - at);
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
}
