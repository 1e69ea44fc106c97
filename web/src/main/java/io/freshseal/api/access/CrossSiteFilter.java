package io.freshseal.api.access;

import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/**
 * Refuses writes that a browser sends for a page of another origin. Sessions do not count here, but
 * a browser that was once asked for Basic repeats it by itself, whichever page makes it ask. What
 * is no browser sends neither header and is not concerned.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CrossSiteFilter implements ContainerRequestFilter {

  private static final Set<String> READS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Set<String> OWN = Set.of("same-origin", "none");

  @Override
  public void filter(ContainerRequestContext context) {
    if (!READS.contains(context.getMethod()) && isForeign(context)) {
      throw new Problem(403, StatusCode.FORBIDDEN, WebSentence.CROSS_SITE).asException();
    }
  }

  private static boolean isForeign(ContainerRequestContext context) {
    String site = context.getHeaderString("Sec-Fetch-Site");
    if (site != null) {
      return !OWN.contains(site);
    }
    String origin = context.getHeaderString("Origin");
    String host = context.getHeaderString("Host");
    return origin != null && !origin.endsWith("://" + host);
  }
}
