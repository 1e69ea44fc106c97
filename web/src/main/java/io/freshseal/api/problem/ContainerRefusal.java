package io.freshseal.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Writes a refusal where JAX-RS does not: a small page for a browser on a page, else the document.
 */
public final class ContainerRefusal {

  private ContainerRefusal() {}

  /**
   * Answers the request; nothing else may write to the response.
   *
   * @param path what was asked for, which becomes the document's instance
   */
  public static void send(
      Problem problem, String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ProblemDocument document =
        ProblemDocument.of(problem, path, request.getHeader("Accept-Language"));
    response.setStatus(problem.status());
    response.setHeader("Content-Language", document.language().toLanguageTag());
    response.setHeader("Vary", "Accept-Language, Accept");
    response.setHeader("Cache-Control", "no-store");
    problem.headers().forEach(response::setHeader);
    if (problem.status() == HttpServletResponse.SC_UNAUTHORIZED) {
      response.setHeader("WWW-Authenticate", ProblemResponses.CHALLENGES);
    }
    byte[] body = document.body();
    if (forBrowser(request, path)) {
      body = ErrorPage.html(problem.status(), document.language(), request.getContextPath());
      response.setContentType("text/html;charset=UTF-8");
      response.setHeader("Content-Security-Policy", ErrorPage.POLICY);
    } else {
      response.setContentType(ProblemDocument.MEDIA_TYPE);
    }
    response.setContentLength(body.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
  }

  private static boolean forBrowser(HttpServletRequest request, String path) {
    String accept = request.getHeader("Accept");
    return !isApi(path) && accept != null && accept.contains("text/html");
  }

  static boolean isConsole(String path) {
    return path.startsWith("/console");
  }

  static boolean isApi(String path) {
    return path.startsWith("/api") || path.startsWith("/source");
  }
}
