package io.freshseal.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.Serial;

/**
 * Keeps readers who leave before the end of a response out of the log, where JAX-RS would write a
 * stack trace for each: broken downloads are the order of the day for a server of large files.
 */
@WebFilter(
    filterName = "gone-reader",
    urlPatterns = {"/api/*", "/source/*"},
    asyncSupported = true)
public class GoneReaderFilter extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    chain.doFilter(request, new Wrapper(response));
  }

  private static final class Wrapper extends HttpServletResponseWrapper {

    private GoneReaderStream stream;

    Wrapper(HttpServletResponse response) {
      super(response);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (stream == null) {
        stream = new GoneReaderStream(super.getOutputStream());
      }
      return stream;
    }
  }
}
