package io.freshseal.api.sending;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.HttpServerProbe;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.nio.NIOConnection;

/** Notes at each request what waits on the connection that it came by. */
public final class ConnectionProbe extends HttpServerProbe.Adapter {

  private static final String ATTRIBUTE = ConnectionProbe.class.getName();

  private final StalledConnections stalled;

  ConnectionProbe(StalledConnections stalled) {
    this.stalled = stalled;
  }

  @Override
  @SuppressWarnings("rawtypes") // of the method overridden
  public void onRequestReceiveEvent(HttpServerFilter filter, Connection from, Request request) {
    if (from instanceof NIOConnection connection) {
      UnsentBytes unsent = stalled.watch(connection);
      request.setAttribute(ATTRIBUTE, unsent);
      if (isAlone(request)) {
        ((EngineLine) unsent.line()).recount();
      }
    }
  }

  // In HTTP/1 a request comes when the answer before it was handed over.
  private static boolean isAlone(Request request) {
    return request.getProtocol().getProtocolString().startsWith("HTTP/1");
  }

  /** What was noted. */
  static Optional<UnsentBytes> of(ServletRequest request) {
    return Optional.ofNullable((UnsentBytes) request.getAttribute(ATTRIBUTE));
  }

  /** What ends the connection that a request came by, at once; nothing where it is not known. */
  public static Runnable end(ServletRequest request) {
    return of(request).map(UnsentBytes::line).<Runnable>map(line -> line::end).orElse(() -> {});
  }

  /** Whether so little waits for the reader of an answer that more may be added at once. */
  public static boolean hasRoom(Request request) {
    return !(request.getAttribute(ATTRIBUTE) instanceof UnsentBytes unsent) || unsent.hasRoom();
  }
}
