package io.freshseal.publishing.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.RevocationOrder;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.TimestampOutage;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.RevocationList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what of publishing is worth an event. What happens by itself and fails like the time before
 * is told once an hour only. Safe for threads.
 */
public final class SourceReport {

  private static final Duration REMINDER = Duration.ofHours(1);

  private final String source;
  private List<Sha256> ending = List.of();
  private Optional<TimestampOutage> outage = Optional.empty();
  private final Map<StatusCode, Instant> reported = new EnumMap<>(StatusCode.class);

  /** Makes the report of a source with this name. */
  public SourceReport(String source) {
    this.source = source;
  }

  /** What staging led to; what was staged before is no news. */
  public Optional<SystemEvent> staged(
      ComponentId id, ComponentVersion version, StageOutcome outcome, Instant now) {
    return outcome.fold(
        staged ->
            Optional.of(
                SystemEvent.of(EventType.COMPONENT_STAGED, now)
                    .about(id.text())
                    .figures(id, version.text(), staged.component().entry().size())),
        unchanged -> Optional.empty(),
        refused ->
            Optional.of(
                SystemEvent.of(EventType.COMPONENT_REFUSED, now)
                    .about(id.text())
                    .with(EventError.of(refused.code()))
                    .figures(id, version.text(), refused.sentence())));
  }

  /** What publishing or renewing led to, ordered by somebody who waits for the answer. */
  public List<SystemEvent> published(PublishOutcome outcome, Instant now) {
    return outcome.fold(
        published -> news(published, now),
        nothing -> List.of(),
        refused -> List.of(failed(refused.code(), refused.sentence(), now)));
  }

  /**
   * What the order to start an epoch led to.
   *
   * @param offered what is offered now; not empty if an epoch was started
   */
  public List<SystemEvent> epochStarted(
      PublishOutcome outcome, Optional<Catalog> offered, Instant now) {
    return outcome.fold(
        published ->
            List.of(
                SystemEvent.of(EventType.EPOCH_STARTED, now)
                    .about(source)
                    .figures(offered.orElseThrow().epoch(), published.components())),
        nothing -> List.of(),
        refused -> List.of(failed(refused.code(), refused.sentence(), now)));
  }

  /** What the order to revoke a certificate led to; a failure after it is kept is told as such. */
  public List<SystemEvent> revoked(PublishOutcome outcome, RevocationOrder order, Instant now) {
    return outcome.fold(
        published -> List.of(revoked(order, published.renewed(), now)),
        nothing -> List.of(revoked(order, 0, now)),
        refused -> List.of(failed(refused.code(), refused.sentence(), now)));
  }

  private SystemEvent revoked(RevocationOrder order, int renewed, Instant now) {
    return SystemEvent.of(EventType.CERTIFICATE_REVOKED, now)
        .about(source)
        .figures(order.serialNumber().toString(16), order.reason().text(), renewed);
  }

  /** What publishing or renewing led to that nobody had ordered. */
  public synchronized List<SystemEvent> publishedByItself(PublishOutcome outcome, Instant now) {
    return outcome.fold(
        published -> {
          reported.clear();
          return news(published, now);
        },
        nothing -> List.of(),
        refused -> failedByItself(refused.code(), refused.sentence(), now).stream().toList());
  }

  /** A failure of something that nobody had ordered; empty if it was told within the hour. */
  public synchronized Optional<SystemEvent> failedByItself(
      StatusCode code, Sentence sentence, Instant now) {
    Instant last = reported.get(code);
    if (last != null && last.plus(REMINDER).isAfter(now)) {
      return Optional.empty();
    }
    reported.put(code, now);
    return Optional.of(failed(code, sentence, now));
  }

  /** That lists of an operator's authority end soon, each told once. */
  public synchronized List<SystemEvent> endingSoon(List<RevocationList> lists, Instant now) {
    Set<Sha256> known = Set.copyOf(ending);
    ending = lists.stream().map(RevocationList::digest).toList();
    return lists.stream()
        .filter(list -> !known.contains(list.digest()))
        .map(
            list ->
                SystemEvent.of(EventType.REVOCATION_LIST_ENDS, now)
                    .about(source)
                    .figures(
                        list.issuer().getName(),
                        list.number(),
                        list.nextUpdate().orElse(list.thisUpdate())))
        .toList();
  }

  /**
   * That no timestamps are to be had, and that they are again, each told once.
   *
   * @param present as it is now
   */
  public synchronized Optional<SystemEvent> timestamps(
      Optional<TimestampOutage> present, Instant now) {
    boolean begins = outage.isEmpty() && present.isPresent();
    boolean ends = outage.isPresent() && present.isEmpty();
    Optional<TimestampOutage> known = present.or(() -> outage);
    outage = present;
    if (begins) {
      return known.map(
          o ->
              SystemEvent.of(EventType.TIMESTAMPS_MISSING, now)
                  .about(source)
                  .with(EventError.of(o.code()))
                  .figures(o.authority(), o.why()));
    }
    return ends
        ? known.map(
            o ->
                SystemEvent.of(EventType.TIMESTAMPS_BACK, now)
                    .about(source)
                    .figures(o.authority(), o.since()))
        : Optional.empty();
  }

  private SystemEvent failed(StatusCode code, Sentence sentence, Instant now) {
    return SystemEvent.of(EventType.PUBLISHING_FAILED, now)
        .about(source)
        .with(EventError.of(code))
        .figures(sentence);
  }

  // Renewing alone puts out a catalog too, but the renewal is what people look for.
  private List<SystemEvent> news(Published published, Instant now) {
    List<SystemEvent> events = new ArrayList<>();
    if (published.renewed() > 0) {
      events.add(
          SystemEvent.of(EventType.SIGNATURES_RENEWED, now)
              .about(source)
              .figures(published.renewed(), published.sequence()));
    }
    if (published.published() > 0 || published.renewed() == 0) {
      events.add(
          SystemEvent.of(EventType.CATALOG_PUBLISHED, now)
              .about(source)
              .figures(published.sequence(), published.components(), published.published()));
    }
    return events;
  }
}
