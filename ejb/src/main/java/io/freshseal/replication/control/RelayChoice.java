package io.freshseal.replication.control;

import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.ClockSighting;
import io.freshseal.vault.control.PartialObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Several relays of one group: the first that answers when the catalog is asked for is the source
 * of the run. The others are asked for the time, and for objects while that one is away: whoever
 * sends them, their digest is known. Away is who cannot be reached, or hangs, and has brought an
 * object no further, whatever bytes it sent; it is asked last for a while. Ask for the catalog
 * first, from one thread.
 */
public final class RelayChoice implements UpdateSource {

  /** For so long one that was away for one object is asked last for others. */
  static final Duration ASKED_LAST = Duration.ofMinutes(1);

  private final List<HttpUpdateSource> relays;
  private final LongSupplier nanoClock;
  private final Map<HttpUpdateSource, Long> awayAt = new ConcurrentHashMap<>();
  private volatile HttpUpdateSource chosen;

  /**
   * Makes a choice.
   *
   * @param routes at least one, in the order to try them
   */
  public RelayChoice(List<Route> routes, TransferLimits limits) {
    this(routes, limits, Optional::empty);
  }

  /**
   * Makes a choice of a relay.
   *
   * @param routes at least one, in the order to try them
   * @param ownBuild as for {@link HttpUpdateSource}
   */
  public RelayChoice(
      List<Route> routes, TransferLimits limits, Supplier<Optional<String>> ownBuild) {
    this(routes, limits, ownBuild, System::nanoTime);
  }

  RelayChoice(
      List<Route> routes,
      TransferLimits limits,
      Supplier<Optional<String>> ownBuild,
      LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.relays =
        routes.stream()
            .map(
                route ->
                    new HttpUpdateSource(route, limits, others(routes, route, limits), ownBuild))
            .toList();
    this.chosen = relays.get(0);
  }

  private static ClockPeers others(List<Route> all, Route one, TransferLimits limits) {
    return new ClockPeers(all.stream().filter(route -> !route.equals(one)).toList(), limits);
  }

  /** The relay in use; the first one until another had to be taken. */
  public HttpUpdateSource chosen() {
    return chosen;
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return fetchCatalog(etag, Optional.empty());
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag, Optional<HeldContent> base) {
    // Objects may be asked for meanwhile: the one in use stays until an answer is in.
    CatalogAnswer first = relays.get(0).fetchCatalog(etag, base);
    HttpUpdateSource answering = relays.get(0);
    CatalogAnswer answer = first;
    for (int i = 1; i < relays.size() && answer instanceof CatalogAnswer.Failed; i++) {
      answer = relays.get(i).fetchCatalog(etag, base);
      if (!(answer instanceof CatalogAnswer.Failed)) {
        answering = relays.get(i);
      }
    }
    chosen = answering;
    if (!(answer instanceof CatalogAnswer.Failed)) {
      awayAt.remove(answering);
    }
    return answer instanceof CatalogAnswer.Failed ? first : answer;
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return chosen.fetchBytes(digest, size);
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return chosen.fetchAnchors(number, maxBytes);
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return chosen.fetchSignature(id, version, maxBytes);
  }

  @Override
  public SeriesAnswer fetchSignatures(SeriesRequest wanted, SeriesTaker taker)
      throws StorageException {
    return chosen.fetchSignatures(wanted, taker);
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    return fetchObject(into, Optional.empty());
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into, Optional<HeldContent> base)
      throws StorageException {
    HttpUpdateSource inUse = chosen;
    ObjectAnswer.Failed refusal = null;
    long vain = 0;
    for (HttpUpdateSource relay : inOrder(inUse)) {
      long before = into.length();
      ObjectAnswer answer = relay.fetchObject(into, base);
      if (!(answer instanceof ObjectAnswer.Failed failed)) {
        awayAt.remove(relay);
        return new ObjectAnswer.Delivered(vain + answer.received());
      }
      vain += failed.received();
      boolean away = isAway(failed) && into.length() <= before;
      if (away) {
        awayAt.put(relay, nanoClock.getAsLong());
      } else if (failed.received() > 0) {
        return failed.after(vain);
      }
      if (relay == inUse || refusal == null) {
        refusal = failed;
      }
      if (!away && relay == inUse) {
        break;
      }
    }
    return refusal.after(vain);
  }

  // The one in use first, those last that were away a moment ago.
  private List<HttpUpdateSource> inOrder(HttpUpdateSource inUse) {
    long now = nanoClock.getAsLong();
    return relays.stream()
        .sorted(
            Comparator.comparing((HttpUpdateSource relay) -> wasAway(relay, now))
                .thenComparing(relay -> relay != inUse))
        .toList();
  }

  private boolean wasAway(HttpUpdateSource relay, long now) {
    Long at = awayAt.get(relay);
    return at != null && now - at < ASKED_LAST.toNanos();
  }

  // One that hangs is away as much as one that cannot be reached.
  private static boolean isAway(ObjectAnswer.Failed failed) {
    return failed.code() == StatusCode.SOURCE_UNREACHABLE || failed.code() == StatusCode.TOO_SLOW;
  }

  @Override
  public Optional<String> relayBuild() {
    return chosen.relayBuild();
  }

  @Override
  public Optional<String> address() {
    return chosen.address();
  }

  @Override
  public List<ClockSighting> clocks(Instant local) {
    return chosen.clocks(local);
  }
}
