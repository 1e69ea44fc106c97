package io.freshseal.api.serving;

import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.PushSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;

/** How many large files are sent at once. Safe for threads. */
@ApplicationScoped
public class DownloadPlaces {

  /** Of how many threads downloads may keep; the server has 200. */
  static final int MOST_BLOCKING = 64;

  /** Bytes a second that each should get at least: readers give slower sources up. */
  private static final int LEAST_RATE = 2048;

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger blocking = new AtomicInteger();
  private final SettingsDesk settings;

  /** For the proxy of the container. */
  protected DownloadPlaces() {
    this(null);
  }

  @Inject
  public DownloadPlaces(SettingsDesk settings) {
    this.settings = settings;
  }

  /** Takes a place, which is to be left again; false if there is none. */
  public boolean enter() {
    if (taken.incrementAndGet() <= most(settings.current().push())) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  private static long most(PushSettings push) {
    long share = push.maxBandwidth() == 0 ? Long.MAX_VALUE : push.maxBandwidth() / LEAST_RATE;
    return Math.min(push.maxDownloads(), Math.max(1, share));
  }

  /** Gives a place back. */
  public void leave() {
    taken.decrementAndGet();
  }

  /** The same for a download that keeps a thread: some are always left for everything else. */
  boolean enterBlocking() {
    if (blocking.incrementAndGet() <= MOST_BLOCKING && enter()) {
      return true;
    }
    blocking.decrementAndGet();
    return false;
  }

  /** Gives such a place back. */
  void leaveBlocking() {
    blocking.decrementAndGet();
    leave();
  }
}
