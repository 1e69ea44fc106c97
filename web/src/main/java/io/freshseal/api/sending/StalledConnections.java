package io.freshseal.api.sending;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Ends connections on which something waits and of which nothing is taken for a minute: what is
 * left of an answer that is complete, or of one that was given up. Otherwise each would keep its
 * share of the heap for as long as its reader likes. Safe for threads.
 */
final class StalledConnections implements AutoCloseable {

  private static final Logger LOG = System.getLogger(StalledConnections.class.getName());
  private static final int LOOKS = 4;
  private static final long LOOK_SECONDS = 15;

  private final Map<NIOConnection, Waiting> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "freshseal-stalled-connections");
            thread.setDaemon(true);
            return thread;
          });

  /** What waited at the last look, and at how many in a row it was as much. */
  private record Waiting(int bytes, int looks) {
    private static final Waiting NOTHING = new Waiting(0, 0);

    Waiting next(int now) {
      return now == 0 ? NOTHING : new Waiting(now, now == bytes ? looks + 1 : 0);
    }
  }

  StalledConnections() {
    watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Looks after a connection until it is closed. */
  void watch(NIOConnection connection) {
    watched.putIfAbsent(connection, Waiting.NOTHING);
  }

  private void look() {
    for (NIOConnection connection : watched.keySet()) {
      int now = connection.getAsyncWriteQueue().size();
      if (now == 0 && !connection.isOpen()) {
        watched.remove(connection);
      } else if (watched.computeIfPresent(connection, (c, was) -> was.next(now)).looks() >= LOOKS) {
        LOG.log(Level.DEBUG, "{0} bytes waited for a reader in vain", now);
        watched.remove(connection);
        connection.terminateSilently();
      }
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watched.clear();
  }
}
