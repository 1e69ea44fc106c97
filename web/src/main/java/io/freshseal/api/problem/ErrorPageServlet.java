package io.freshseal.api.problem;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

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
    String path = dispatched ? failedPath(request) : request.getRequestURI();
    if (dispatched && PageFault.of(request) == PageFault.EXPIRED) {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      // With two slashes in front it would be an address of another host.
      response.setHeader("Location", path.replaceFirst("^/+", "/"));
      return;
    }
    ContainerRefusal.send(
        HttpProblems.of(dispatched ? status(request, response, path) : 404),
        path,
        request,
        response);
  }

  private static String failedPath(HttpServletRequest request) {
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return path == null ? "/" : path.toString();
  }

  // Who may not do something is told so by the API, or kept out of the console. Any other 403 of
  // the container's is for a write to where its servlet for static files stands, which holds none.
  private static int status(HttpServletRequest request, HttpServletResponse response, String path) {
    if (PageFault.of(request) == PageFault.FORGED) {
      return HttpServletResponse.SC_BAD_REQUEST;
    }
    return response.getStatus() == HttpServletResponse.SC_FORBIDDEN
            && !ContainerRefusal.isConsole(path)
        ? HttpServletResponse.SC_NOT_FOUND
        : response.getStatus();
  }
}
