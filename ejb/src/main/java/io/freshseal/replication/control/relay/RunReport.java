package io.freshseal.replication.control.relay;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.replication.entity.OfferChange;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides what of a run is worth an event. A run ordered by hand always gets its answer. A timer's
 * run that found nothing new is silent, and so is one that fails like the one before, but for once
 * an hour: a source that is away for a night must not bury everything else.
 */
final class RunReport {

  private static final Duration REMINDER = Duration.ofHours(1);
  private static final int MAX_EVENTS = 20;

  private final Map<StatusCode, Instant> reported = new EnumMap<>(StatusCode.class);

  /** What is known of a run that is over. */
  record Ended(RunView run, RunOutcome outcome, String source, Optional<RunView> previous) {

    boolean byHand() {
      return run.trigger() == Trigger.MANUAL;
    }
  }

  /** The events of a run, in the order to record them. */
  synchronized List<SystemEvent> events(Ended ended, RelayIdentity relay) {
    Instant now = ended.run().finished().orElseThrow();
    if (ended.run().state() == State.COMPLETED) {
      reported.clear();
      List<SystemEvent> all = offer(ended, relay, now);
      if (isNews(ended)) {
        all.add(done(ended, relay, now));
      }
      return all;
    }
    RefusalEvents events = new RefusalEvents(relay, refreshes(ended.outcome(), relay));
    List<SystemEvent> all = offer(ended, relay, now);
    for (RunRefusal refusal : ended.outcome().refusals()) {
      if (all.size() < MAX_EVENTS && refusal.code() != StatusCode.BUSY) {
        refused(ended, refusal, events, now).ifPresent(all::add);
      }
    }
    return all;
  }

  private static List<SystemEvent> offer(Ended ended, RelayIdentity relay, Instant now) {
    OfferChange offer = ended.outcome().offer();
    List<SystemEvent> all = new ArrayList<>();
    if (!offer.added().isEmpty()) {
      all.add(of(EventType.COMPONENTS_ADDED, offer.added(), relay, now));
    }
    if (!offer.removed().isEmpty()) {
      all.add(of(EventType.COMPONENTS_WITHDRAWN, offer.removed(), relay, now));
    }
    return all;
  }

  private static SystemEvent of(
      EventType type, List<ComponentId> ids, RelayIdentity relay, Instant now) {
    String which =
        ids.stream().limit(MAX_EVENTS).map(ComponentId::text).collect(Collectors.joining(", "));
    return SystemEvent.of(type, now)
        .about(relay.name())
        .figures(ids.size(), ids.size() > MAX_EVENTS ? which + ", ..." : which);
  }

  private static boolean isNews(Ended ended) {
    boolean mended = ended.previous().filter(run -> run.state() != State.COMPLETED).isPresent();
    return ended.byHand() || ended.outcome().switched() || mended;
  }

  private static SystemEvent done(Ended ended, RelayIdentity relay, Instant now) {
    SystemEvent event = SystemEvent.of(EventType.SECURITY_UPDATE_DONE, now);
    return event
        .about(relay.name())
        .figures(ended.run().progress().components(), ended.outcome().traffic().bytes());
  }

  private Optional<SystemEvent> refused(
      Ended ended, RunRefusal refusal, RefusalEvents events, Instant now) {
    Optional<CatalogEntry> entry = entry(ended.outcome(), refusal);
    boolean ofSignature = RefusalEvents.type(refusal.code()) == EventType.UPDATE_FAILURE;
    if (entry.isPresent() && ended.byHand()) {
      return Optional.of(events.anew(entry.get(), refusal.code(), refusal.evidence(), now));
    }
    if (entry.isPresent() && ofSignature) {
      return Optional.of(events.ofComponent(entry.get(), refusal.code(), refusal.evidence(), now));
    }
    if (!ended.byHand() && isRecent(refusal.code(), now)) {
      return Optional.empty();
    }
    reported.put(refusal.code(), now);
    return Optional.of(
        entry
            .map(e -> events.anew(e, refusal.code(), refusal.evidence(), now))
            .orElseGet(
                () -> events.ofRun(ended.source(), refusal.code(), refusal.evidence(), now)));
  }

  private boolean isRecent(StatusCode code, Instant now) {
    Instant last = reported.get(code);
    return last != null && last.plus(REMINDER).isAfter(now);
  }

  // What is held is what the operator has to deal with; what the catalog names, where nothing is.
  private static Optional<CatalogEntry> entry(RunOutcome outcome, RunRefusal refusal) {
    return refusal
        .component()
        .flatMap(id -> outcome.components().stream().filter(c -> c.id().equals(id)).findFirst())
        .map(c -> c.held().orElseGet(c::wanted));
  }

  private static boolean refreshes(RunOutcome outcome, RelayIdentity relay) {
    boolean above =
        outcome
            .relayBuild()
            .flatMap(RelayBuild::parse)
            .map(relay.table()::refreshesSignatures)
            .orElse(true);
    return above && relay.refreshesSignatures();
  }
}
