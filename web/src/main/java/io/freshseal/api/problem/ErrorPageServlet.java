package io.freshseal.api.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;

/**
 * The error page of the whole application: answers what the container refuses before JAX-RS or
 * Faces see it. A browser on a page gets a small page, everyone else the problem document.
 */
@WebServlet(name = "error-page", urlPatterns = ErrorPageServlet.PATH)
public class ErrorPageServlet extends HttpServlet {

  /** Named in web.xml as the error page; asked for directly, it does not exist. */
  static final String PATH = "/error-page";

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean dispatched = request.getDispatcherType() == DispatcherType.ERROR;
    Problem problem = HttpProblems.of(dispatched ? response.getStatus() : 404);
    String path =
        dispatched
            ? (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
            : request.getRequestURI();
    ProblemDocument document =
        ProblemDocument.of(
            problem, path == null ? "/" : path, request.getHeader("Accept-Language"));
    boolean page = forBrowser(request, path);
    byte[] body = page ? ErrorPage.html(problem, document.language()) : document.body();
    response.setStatus(problem.status());
    response.setContentType(page ? "text/html" : ProblemDocument.MEDIA_TYPE);
    if (page) {
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      response.setHeader("Content-Security-Policy", ErrorPage.POLICY);
    }
    response.setHeader("Content-Language", document.language().toLanguageTag());
    response.setHeader("Vary", "Accept-Language, Accept");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    if (!"HEAD".equals(request.getMethod())) {
      response.getOutputStream().write(body);
    }
  }

  private static boolean forBrowser(HttpServletRequest request, String path) {
    String accept = request.getHeader("Accept");
    boolean api = path != null && (path.startsWith("/api") || path.startsWith("/source"));
    return !api && accept != null && accept.contains("text/html");
  }
}
