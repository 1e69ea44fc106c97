package io.freshseal.api.address;

import io.freshseal.api.problem.ContainerRefusal;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** Refuses what {@link MalformedTargetProbe} sends here, whatever its method. */
@WebServlet(name = "malformed-target", urlPatterns = MalformedTargetServlet.PATH)
public class MalformedTargetServlet extends HttpServlet {

  static final String PATH = "/malformed-target";

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ContainerRefusal.send(
        Problem.badRequest(WebSentence.ADDRESS_MALFORMED), "/", request, response);
  }
}
