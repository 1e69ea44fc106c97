package io.freshseal.api.sending;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * Lets whoever answers a request write no faster than the reader takes it, and begin only when what
 * was answered before is taken: answers without a body wait in the heap too.
 */
@WebFilter(filterName = "paced", urlPatterns = "/*", asyncSupported = true)
public class PacedFilter extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    UnsentBytes unsent = ConnectionProbe.of(request).orElse(null);
    if (unsent == null) {
      chain.doFilter(request, response);
      return;
    }
    unsent.add(() -> {});
    chain.doFilter(request, new PacedResponse(response, unsent));
  }
}
