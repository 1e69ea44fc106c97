package io.freshseal.api.address;

import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.http.server.HttpServerProbe;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.util.RequestURIRef;

/**
 * Sees a request once its headers are read and before anything maps it, and sends one with a
 * malformed target to {@link MalformedTargetServlet}. Any number of threads.
 */
final class MalformedTargetProbe extends HttpServerProbe.Adapter {

  private final String context;
  private final byte[] refusal;

  /**
   * @param context the context path of this application; what lies beside it is not its business
   */
  MalformedTargetProbe(String context) {
    this.context = context;
    this.refusal = (context + MalformedTargetServlet.PATH).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  @SuppressWarnings("rawtypes") // of the method overridden
  public void onRequestReceiveEvent(HttpServerFilter filter, Connection from, Request request) {
    RequestURIRef target = request.getRequest().getRequestURIRef();
    String raw = target.getOriginalRequestURIBC().toString();
    if (raw.startsWith(context) && new RequestTarget(raw).isMalformed()) {
      target.init(refusal.clone(), 0, refusal.length);
    }
  }
}
