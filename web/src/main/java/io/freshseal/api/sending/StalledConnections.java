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
 * Ends connections on which something waits and of which nothing is taken for two minutes: what is
 * left of an answer that is complete, or of one that was given up. Otherwise each would keep its
 * share of the heap for as long as its reader likes. Safe for threads.
 */
final class StalledConnections implements AutoCloseable {

  private static final Logger LOG = System.getLogger(StalledConnections.class.getName());
  private static final long LOOK_SECONDS = 15;
  private static final int LOOKS = (int) (UnsentBytes.PATIENCE.toSeconds() / LOOK_SECONDS);

  private final Map<NIOConnection, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "freshseal-stalled-connections");
            thread.setDaemon(true);
            return thread;
          });

  /** One connection; what was seen is the watch's alone. */
  static final class Watched {
    private final UnsentBytes unsent;
    private int seen;
    private int looks;

    Watched(UnsentBytes unsent) {
      this.unsent = unsent;
    }

    /** Whether it is to be forgotten, having ended it if it stands still. */
    boolean isOver() {
      int now = unsent.line().waiting();
      looks = now > 0 && now == seen ? looks + 1 : 0;
      seen = now;
      if (looks >= LOOKS) {
        LOG.log(Level.DEBUG, "{0} bytes waited for a reader in vain", now);
        unsent.line().end();
        return true;
      }
      return now == 0 && !unsent.line().isOpen();
    }
  }

  StalledConnections() {
    watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Looks after a connection until it is closed. */
  UnsentBytes watch(NIOConnection connection) {
    Watched known = watched.get(connection);
    if (known == null) {
      known =
          watched.computeIfAbsent(connection, c -> new Watched(new UnsentBytes(new EngineLine(c))));
    }
    return known.unsent;
  }

  private void look() {
    watched.forEach(
        (connection, one) -> {
          try {
            if (one.isOver()) {
              watched.remove(connection);
            }
          } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a connection could not be looked at", e);
          }
        });
  }

  @Override
  public void close() {
    watch.shutdownNow();
    watched.clear();
  }
}
