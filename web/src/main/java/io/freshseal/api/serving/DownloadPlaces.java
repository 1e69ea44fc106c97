package io.freshseal.api.serving;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.PushSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How many large files are sent at once. A tenth of the places is for relays alone: others wait for
 * what they take, and readers who are slow or many would keep it from all of these. Where somebody
 * is turned away, the slowest download gives way. Safe for threads.
 */
@ApplicationScoped
public class DownloadPlaces {

  private static final Logger LOG = System.getLogger(DownloadPlaces.class.getName());

  /** What a relay says of itself in its requests. Nobody vouches for it. */
  public static final String RELAY_BUILD = "Freshseal-Relay-Build";

  /** Of how many threads downloads may keep; the server has 200. */
  static final int MOST_BLOCKING = 64;

  /** Bytes a second that each should get at least: readers give slower sources up. */
  private static final int LEAST_RATE = 2048;

  private static final int SHARE_KEPT_FOR_RELAYS = 10;
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger blocking = new AtomicInteger();
  private final Set<Placed> held = ConcurrentHashMap.newKeySet();
  private final AtomicLong told;
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
    this.told = new AtomicLong(nanoTime == null ? 0 : nanoTime.getAsLong() - TELL_EVERY.toNanos());
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

  /** Says who holds a place that was taken; until then it gives way to nobody. */
  public void hold(Placed download) {
    held.add(download);
  }

  /** Gives a place back; once, however often it is called. */
  public void leave(Placed download) {
    if (held.remove(download)) {
      if (download.keepsThread()) {
        blocking.decrementAndGet();
      }
      taken.decrementAndGet();
    }
  }

  /**
   * Has the slowest of those that hold a place give way, if it takes less than {@link
   * Progress#LEAST_RATE}. Nobody does where a bandwidth is set: then it is the server that makes
   * readers slow. Relays do only where they have more than what is kept for them.
   */
  public void askTheSlowest() {
    ask(false);
  }

  // Of those that keep a thread alone, where it is a thread that is wanted.
  private void ask(boolean threads) {
    PushSettings push = settings.get();
    if (push.maxBandwidth() > 0) {
      return;
    }
    List<Placed> all = held.stream().filter(one -> one.keepsThread() || !threads).toList();
    long kept = (threads ? MOST_BLOCKING : most(push)) / SHARE_KEPT_FOR_RELAYS;
    boolean many = all.stream().filter(Placed::relay).count() > kept;
    all.stream()
        .filter(download -> many || !download.relay())
        .filter(download -> download.isSlow(Progress.LEAST_RATE))
        .min(Comparator.comparingDouble(Placed::rate))
        .ifPresent(this::end);
  }

  private void end(Placed download) {
    long now = nanoTime.getAsLong();
    long before = told.get();
    if (now - before >= TELL_EVERY.toNanos() && told.compareAndSet(before, now)) {
      LOG.log(
          Level.INFO,
          "a download of {0} bytes a second gives way, because others were turned away; others may"
              + " within the next minute",
          Math.round(download.rate()));
    }
    download.giveWay();
  }

  /**
   * The same for a download that keeps a thread: some are always left for everything else. Where
   * there is none, the slowest gives way, as by {@link #askTheSlowest}.
   *
   * @param end ends the connection of the download
   */
  Optional<ThreadPlace> takeThread(boolean relay, Runnable end) {
    if (!take(blocking, room(MOST_BLOCKING, relay))) {
      ask(true);
      return Optional.empty();
    }
    if (!enter(relay)) {
      blocking.decrementAndGet();
      askTheSlowest();
      return Optional.empty();
    }
    ThreadPlace place = new ThreadPlace(relay, end, nanoTime);
    hold(place);
    return Optional.of(place);
  }

  /** Gives such a place back. */
  void leave(ThreadPlace place) {
    place.over();
    leave((Placed) place);
  }
}
