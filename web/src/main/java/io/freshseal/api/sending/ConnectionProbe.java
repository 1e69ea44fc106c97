package io.freshseal.api.sending;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.HttpServerProbe;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.NIOConnection;

/** Notes at each request on which connection it came. */
final class ConnectionProbe extends HttpServerProbe.Adapter {

  private static final String ATTRIBUTE = ConnectionProbe.class.getName();

  private final StalledConnections stalled;

  ConnectionProbe(StalledConnections stalled) {
    this.stalled = stalled;
  }

  @Override
  @SuppressWarnings("rawtypes") // of the method overridden
  public void onRequestReceiveEvent(HttpServerFilter filter, Connection from, Request request) {
    if (from instanceof NIOConnection connection) {
      request.setAttribute(ATTRIBUTE, connection);
      stalled.watch(connection);
    }
  }

  /** What was noted. */
  static Optional<NIOConnection> of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof NIOConnection connection
        ? Optional.of(connection)
        : Optional.empty();
  }
}
