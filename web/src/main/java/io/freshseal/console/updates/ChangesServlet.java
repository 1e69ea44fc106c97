package io.freshseal.console.updates;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells an open page that security updates went on, as server-sent events (WHATWG HTML, 9.2): those
 * of the run that {@code update} names, or of any. An event has no content; the page asks for that
 * itself. Signed in by the session like the pages; a reader for whom there is no place is answered
 * 503, and polls.
 */
@WebServlet(name = "changes", urlPatterns = "/console/changes", asyncSupported = true)
public class ChangesServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Inject private transient ChangeWatch watch;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String named = request.getParameter("update");
    Optional<UUID> update = Ids.parse(named);
    if (named != null && update.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    HttpSession session = request.getSession(false);
    if (!watch.add(session, () -> reader(request, response, session, update))) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private static ChangeReader reader(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpSession session,
      Optional<UUID> update) {
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    return new ChangeReader(request.startAsync(request, response), session, update);
  }
}
