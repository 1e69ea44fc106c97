package io.freshseal.console.bundles;

import io.freshseal.console.frame.Times;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server can show for the steps of the way over an air gap. */
@Named
@RequestScoped
public class CourierEvidence {

  private static final Duration SOON = Duration.ofDays(30);

  private final CourierPlace place;
  private final EventLog events;
  private final Times times;
  private Optional<TrustAnchors> anchors;

  /** For the container's proxy. */
  protected CourierEvidence() {
    this(null, null, null);
  }

  @Inject
  public CourierEvidence(CourierPlace place, EventLog events, Times times) {
    this.place = place;
    this.events = events;
    this.times = times;
  }

  /** The trust anchors that everything here is judged with; null while there are none. */
  public TrustAnchors getAnchors() {
    return anchors().orElse(null);
  }

  private Optional<TrustAnchors> anchors() {
    if (anchors == null) {
      anchors = read();
    }
    return anchors;
  }

  private Optional<TrustAnchors> read() {
    try {
      return TrustAnchors.parse(place.anchorsPem()).toOptional();
    } catch (IllegalStateException e) {
      // The operator's file cannot be used; its own message is in the log since the start.
      return Optional.empty();
    }
  }

  /** One trust anchor. */
  public record Anchor(String subject, Instant notAfter) {}

  /** Each of them, the one that ends first in front. */
  public List<Anchor> getEach() {
    return anchors().map(TrustAnchors::certificates).stream()
        .flatMap(List::stream)
        .map(CourierEvidence::anchor)
        .sorted(Comparator.comparing(Anchor::notAfter))
        .toList();
  }

  private static Anchor anchor(X509Certificate certificate) {
    return new Anchor(
        certificate.getSubjectX500Principal().getName(), certificate.getNotAfter().toInstant());
  }

  /** The number of the bundle of anchors that the catalog here names; null if it names none. */
  public Long getNamed() {
    return place
        .snapshot()
        .map(Snapshot::catalog)
        .flatMap(catalog -> catalog.anchors())
        .map(named -> named.number())
        .orElse(null);
  }

  /** Whether the anchors are there, none of them ends soon, and the catalog names no later ones. */
  public boolean isAnchored() {
    List<Anchor> each = getEach();
    Long named = getNamed();
    boolean newEnough =
        named == null
            || anchors().filter(held -> held.number() == 0 || held.number() >= named).isPresent();
    return newEnough
        && !each.isEmpty()
        && each.get(0).notAfter().isAfter(times.getNow().plus(SOON));
  }

  /** When the relay's cache was last cleared; null if that is not known. */
  public StoredEvent getCleared() {
    return Stream.of(EventType.CACHE_CLEARED, EventType.UNUSABLE_CLEARED)
        .flatMap(type -> newest(type).stream())
        .max(Comparator.comparing(StoredEvent::time))
        .orElse(null);
  }

  private Optional<StoredEvent> newest(EventType type) {
    EventQuery query = EventQuery.all().origin(type.origin()).number(type.number()).page(0, 1);
    return events.find(query).events().stream().findFirst();
  }

  /** Until when everything that is held here is accepted, by the dates of its catalog. */
  public Instant getGoodUntil() {
    return place
        .snapshot()
        .map(
            served ->
                Stream.concat(
                        Stream.of(served.catalog().expires()),
                        served.held().stream().map(entry -> entry.signature().expires()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow())
        .orElse(null);
  }

  /** Whether that date is still to come. */
  public boolean isGood() {
    Instant until = getGoodUntil();
    return until != null && until.isAfter(times.getNow());
  }
}
