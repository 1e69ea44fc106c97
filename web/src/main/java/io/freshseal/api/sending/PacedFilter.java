package io.freshseal.api.sending;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.glassfish.grizzly.nio.NIOConnection;

/** Lets whoever answers a request write no faster than the reader takes it. */
@WebFilter(filterName = "paced", urlPatterns = "/*", asyncSupported = true)
public class PacedFilter extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    NIOConnection connection = ConnectionProbe.of(request).orElse(null);
    chain.doFilter(
        request,
        connection == null ? response : new PacedResponse(response, new UnsentBytes(connection)));
  }
}
