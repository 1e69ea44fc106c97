package io.freshseal.api.access;

import io.freshseal.access.entity.Caller;
import io.freshseal.api.problem.ContainerRefusal;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Shows the server's metrics, which it would show to everyone, to administrators alone. */
@WebFilter(
    filterName = "metrics-door",
    urlPatterns = {Door.METRICS, Door.METRICS + "/*"})
public class MetricsDoor extends HttpFilter {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.isUserInRole(Caller.ADMINISTRATOR)) {
      chain.doFilter(request, response);
    } else {
      ContainerRefusal.send(problem(request), request.getRequestURI(), request, response);
    }
  }

  private static Problem problem(HttpServletRequest request) {
    return request.getAttribute(RequestAuthentication.REFUSED) instanceof Problem refused
        ? refused
        : new Problem(401, StatusCode.UNAUTHENTICATED, WebSentence.SIGN_IN);
  }
}
