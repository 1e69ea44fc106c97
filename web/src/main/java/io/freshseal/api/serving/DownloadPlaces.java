package io.freshseal.api.serving;

import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.PushSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How many large files are sent at once. A tenth of the places is for relays alone: others wait for
 * what they take, and readers who are slow or many would keep it from all of these. Safe for
 * threads.
 */
@ApplicationScoped
public class DownloadPlaces {

  /** What a relay says of itself in its requests. Nobody vouches for it. */
  public static final String RELAY_BUILD = "Freshseal-Relay-Build";

  /** Of how many threads downloads may keep; the server has 200. */
  static final int MOST_BLOCKING = 64;

  /** Bytes a second that each should get at least: readers give slower sources up. */
  private static final int LEAST_RATE = 2048;

  private static final int SHARE_KEPT_FOR_RELAYS = 10;

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger blocking = new AtomicInteger();
  private final Supplier<PushSettings> settings;

  /** For the proxy of the container. */
  protected DownloadPlaces() {
    this((Supplier<PushSettings>) null);
  }

  @Inject
  public DownloadPlaces(SettingsDesk settings) {
    this(() -> settings.current().push());
  }

  DownloadPlaces(Supplier<PushSettings> settings) {
    this.settings = settings;
  }

  /**
   * Takes a place, which is to be left again; false if there is none.
   *
   * @param relay whether it is a relay that reads
   */
  public boolean enter(boolean relay) {
    if (taken.incrementAndGet() <= room(most(settings.get()), relay)) {
      return true;
    }
    taken.decrementAndGet();
    return false;
  }

  private static long most(PushSettings push) {
    long share = push.maxBandwidth() == 0 ? Long.MAX_VALUE : push.maxBandwidth() / LEAST_RATE;
    return Math.min(push.maxDownloads(), Math.max(1, share));
  }

  private static long room(long most, boolean relay) {
    return relay ? most : most - most / SHARE_KEPT_FOR_RELAYS;
  }

  /** Gives a place back. */
  public void leave() {
    taken.decrementAndGet();
  }

  /** The same for a download that keeps a thread: some are always left for everything else. */
  boolean enterBlocking(boolean relay) {
    if (blocking.incrementAndGet() <= room(MOST_BLOCKING, relay) && enter(relay)) {
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
