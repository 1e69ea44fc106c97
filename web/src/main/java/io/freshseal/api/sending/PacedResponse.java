package io.freshseal.api.sending;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;

/** A response whose body is written piece by piece, each when there is room for it. */
final class PacedResponse extends HttpServletResponseWrapper {

  private final UnsentBytes unsent;
  private ServletOutputStream stream;
  private PrintWriter writer;

  PacedResponse(HttpServletResponse response, UnsentBytes unsent) {
    super(response);
    this.unsent = unsent;
  }

  @Override
  public void reset() {
    super.reset();
    stream = null;
    writer = null;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    if (stream == null) {
      stream = new PacedStream(super.getOutputStream(), unsent);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(new PacedWriter(super.getWriter(), unsent));
    }
    return writer;
  }
}
