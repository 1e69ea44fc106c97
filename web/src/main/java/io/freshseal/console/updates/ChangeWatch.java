package io.freshseal.console.updates;

import io.freshseal.updates.boundary.UpdateViews;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks once a second at what open pages look at, each run once for all of them, and tells them
 * when it has changed. Looks at nothing while nobody does. As it asks the database, it does not
 * matter which node a computer reported to.
 */
@ApplicationScoped
public class ChangeWatch {

  /** Most open pages at a time. */
  static final int MOST = 64;

  /**
   * Most of them in one session. Over HTTP/1.1 browsers open six connections to a host, and need
   * some for everything else.
   */
  static final int MOST_OF_SESSION = 3;

  private static final Logger LOG = Logger.getLogger(ChangeWatch.class.getName());

  private final List<ChangeReader> readers = new CopyOnWriteArrayList<>();
  private final UpdateViews views;
  private ScheduledFuture<?> looking;

  @Resource private ManagedScheduledExecutorService executor;

  /** For the container's proxy. */
  protected ChangeWatch() {
    this(null);
  }

  @Inject
  public ChangeWatch(UpdateViews views) {
    this.views = views;
  }

  /**
   * Tells one more page of this session from now on, if there is a place for it. A page that was
   * left may keep its place for some seconds, so where the session has no more, the page that came
   * first gives way and polls.
   *
   * @param made makes its reader; not asked where there is no place
   * @return whether there was one
   */
  public synchronized boolean add(HttpSession session, Supplier<ChangeReader> made)
      throws IOException {
    List<ChangeReader> own = readers.stream().filter(reader -> reader.isOf(session)).toList();
    if (own.size() >= MOST_OF_SESSION) {
      own.get(0).giveWay();
      readers.remove(own.get(0));
    }
    if (readers.size() >= MOST) {
      return false;
    }
    ChangeReader reader = made.get();
    reader.start();
    readers.add(reader);
    if (looking == null) {
      looking = executor.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }
    return true;
  }

  private void look() {
    try {
      Map<Optional<UUID>, String> marks = new HashMap<>();
      List<ChangeReader> gone = new ArrayList<>();
      // Nobody has to wait for the database to be let in, so the list is not held meanwhile.
      for (ChangeReader reader : readers) {
        if (!reader.tell(marks.computeIfAbsent(reader.update(), this::mark))) {
          gone.add(reader);
        }
      }
      readers.removeAll(gone);
    } catch (RuntimeException e) {
      // Without a database there is nothing to tell; the pages say so themselves when they ask.
      LOG.log(Level.FINE, "no look at the security updates", e);
    }
    stopIfAlone();
  }

  private String mark(Optional<UUID> update) {
    return update.map(views::mark).orElseGet(views::mark);
  }

  private synchronized void stopIfAlone() {
    if (readers.isEmpty() && looking != null) {
      looking.cancel(false);
      looking = null;
    }
  }

  /** Lets everybody go. */
  @PreDestroy
  synchronized void stop() {
    readers.forEach(ChangeReader::end);
    readers.clear();
    stopIfAlone();
  }
}
