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
    String path =
        dispatched
            ? (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
            : request.getRequestURI();
    Problem problem = HttpProblems.of(dispatched ? status(response.getStatus(), path) : 404);
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
    return !isApi(path) && accept != null && accept.contains("text/html");
  }

  // Who may not do something in the API is told so by the API. The container's 403 is for a write
  // to an address beside it, where its servlet for static files stands, as read-only as empty.
  private static int status(int status, String path) {
    return status == HttpServletResponse.SC_FORBIDDEN && isApi(path)
        ? HttpServletResponse.SC_NOT_FOUND
        : status;
  }

  private static boolean isApi(String path) {
    return path != null && (path.startsWith("/api") || path.startsWith("/source"));
  }
}
