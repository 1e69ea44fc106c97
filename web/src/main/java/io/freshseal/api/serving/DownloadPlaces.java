package io.freshseal.api.serving;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.PushSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
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

  /** Where the bandwidth is shared out: who takes a quarter of an equal share is not slow. */
  private static final int FAIR_SHARES = 4;

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger blocking = new AtomicInteger();
  private final Set<ThreadPlace> threads = ConcurrentHashMap.newKeySet();
  private final Supplier<PushSettings> settings;
  private final LongSupplier nanoTime;

  /** For the proxy of the container. */
  protected DownloadPlaces() {
    this(null, null);
  }

  @Inject
  public DownloadPlaces(SettingsDesk settings) {
    this(() -> settings.current().push(), System::nanoTime);
  }

  DownloadPlaces(Supplier<PushSettings> settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
  }

  /** Whether somebody says to be a relay; nobody vouches for it. */
  public static boolean isRelay(String build) {
    return build != null && RelayBuild.parse(build).isPresent();
  }

  /**
   * Takes a place, which is to be left again; false if there is none.
   *
   * @param relay whether it is a relay that reads
   */
  public boolean enter(boolean relay) {
    return take(taken, room(most(settings.get()), relay));
  }

  // Who is refused is not counted for a moment: that would take what is kept for relays.
  private static boolean take(AtomicInteger places, long room) {
    int now = places.get();
    while (now < room) {
      if (places.compareAndSet(now, now + 1)) {
        return true;
      }
      now = places.get();
    }
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

  /** Below this rate, bytes a second, a download gives way where others are turned away. */
  public long leastRate() {
    PushSettings push = settings.get();
    // Where the bandwidth is shared out, a reader may be slow because it gets no more.
    return push.maxBandwidth() == 0
        ? Progress.LEAST_RATE
        : Math.min(Progress.LEAST_RATE, push.maxBandwidth() / most(push) / FAIR_SHARES);
  }

  /**
   * The same for a download that keeps a thread: some are always left for everything else. Where
   * there is none, the slowest of those that take less than {@link #leastRate} gives way, and its
   * place is there for whoever comes again.
   *
   * @param end ends the connection of the download
   */
  Optional<ThreadPlace> takeThread(boolean relay, Runnable end) {
    if (take(blocking, room(MOST_BLOCKING, relay))) {
      if (enter(relay)) {
        ThreadPlace place = new ThreadPlace(relay, end, nanoTime);
        threads.add(place);
        return Optional.of(place);
      }
      blocking.decrementAndGet();
    }
    long least = leastRate();
    threads.stream()
        .filter(place -> place.isSlow(least))
        .min(Comparator.comparingDouble(ThreadPlace::rate))
        .ifPresent(ThreadPlace::giveWay);
    return Optional.empty();
  }

  /** Gives such a place back. */
  void leave(ThreadPlace place) {
    if (threads.remove(place)) {
      blocking.decrementAndGet();
      leave();
    }
  }
}
