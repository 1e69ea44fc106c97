package io.freshseal.api.sending;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.HttpServerProbe;
import org.glassfish.grizzly.http.server.Request;

/**
 * Notes at each request of HTTP/2 on which connection it came. Those of HTTP/1 are alone on theirs,
 * and the server itself lets them wait.
 */
final class ConnectionProbe extends HttpServerProbe.Adapter {

  private static final String ATTRIBUTE = ConnectionProbe.class.getName();

  @Override
  @SuppressWarnings("rawtypes") // of the method overridden
  public void onRequestReceiveEvent(HttpServerFilter filter, Connection from, Request request) {
    if (!request.getProtocol().getProtocolString().startsWith("HTTP/1")) {
      request.setAttribute(ATTRIBUTE, from);
    }
  }

  /** What was noted. */
  static Optional<Connection<?>> of(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Connection<?> connection
        ? Optional.of(connection)
        : Optional.empty();
  }
}
