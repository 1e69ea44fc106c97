package io.freshseal.api.sending;

import io.freshseal.api.address.HttpEngine;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.asyncqueue.AsyncQueueEnabledTransport;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * Bounds what the server keeps in its heap for a connection whose reader does not take it, as long
 * as this application runs. By itself the server keeps four times the size of the socket's own
 * buffer, which is 10 MB where the system is generous: some forty slow readers ended it. Where the
 * server is built in another way than expected, that is logged, and its own bound remains.
 */
@WebListener
public class SendQueues implements ServletContextListener {

  /** Bytes for one connection; whoever writes more waits until something was taken. */
  static final int MAX_BYTES = 256 * 1024;

  private static final Logger LOG = System.getLogger(SendQueues.class.getName());

  private final List<Runnable> removals = new ArrayList<>();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      HttpEngine.transports().forEach(this::bound);
      StalledConnections stalled = new StalledConnections();
      removals.add(stalled::close);
      ConnectionProbe probe = new ConnectionProbe(stalled);
      HttpEngine.filters().forEach(filter -> show(filter, probe));
      LOG.log(Level.DEBUG, "at most {0} bytes wait for one reader", MAX_BYTES);
      if (!Http2Queues.areKnown()) {
        LOG.log(Level.WARNING, "what HTTP/2 keeps for slow readers is left to the server");
      }
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      LOG.log(Level.WARNING, "slow readers are left to the server: {0}", e.toString());
    }
  }

  private void bound(AsyncQueueEnabledTransport transport) {
    AsyncQueueWriter<?> writer = transport.getAsyncQueueIO().getWriter();
    int before = writer.getMaxPendingBytesPerConnection();
    writer.setMaxPendingBytesPerConnection(MAX_BYTES);
    removals.add(() -> writer.setMaxPendingBytesPerConnection(before));
  }

  private void show(HttpServerFilter filter, ConnectionProbe probe) {
    filter.getMonitoringConfig().addProbes(probe);
    removals.add(() -> filter.getMonitoringConfig().removeProbes(probe));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    for (Runnable removal : removals) {
      try {
        removal.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "a bound of the server could not be given back", e);
      }
    }
  }
}
