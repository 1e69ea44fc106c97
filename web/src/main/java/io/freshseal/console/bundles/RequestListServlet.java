package io.freshseal.console.bundles;

import io.freshseal.bundle.boundary.BundleDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.entity.Outcome;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** What is held here, as a file to carry to where the next bundle is made. */
@WebServlet(name = "request-list", urlPatterns = "/console/request.json")
public class RequestListServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient RelayDesk relay;
  private final transient BundleDesk bundles;

  @Inject
  public RequestListServlet(RelayDesk relay, BundleDesk bundles) {
    this.relay = relay;
    this.bundles = bundles;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!relay.active() || !(bundles.requestList() instanceof Outcome.Done<byte[]> list)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("application/json");
    response.setHeader("Content-Disposition", "attachment; filename=\"request.json\"");
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(list.value());
  }
}
