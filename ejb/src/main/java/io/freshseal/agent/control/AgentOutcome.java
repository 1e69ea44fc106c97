package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.Done;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.OrderState;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.Recovery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a manager is told of an agent's report: the outcome, and events. */
final class AgentOutcome {

  /** The name of an update among the commands. */
  static final String UPDATE = "update";

  private static final int MOST_REFUSALS = 20;

  private final String folder;
  private final UUID computer;

  /**
   * Makes it for one agent.
   *
   * @param folder what a fault of the disk is told of
   */
  AgentOutcome(String folder, UUID computer) {
    this.folder = folder;
    this.computer = computer;
  }

  /** Of what was ordered; its answer is always told anew. */
  Done ordered(AgentReport report) {
    List<SystemEvent> events = new ArrayList<>(refusals(report));
    report
        .excused()
        .map(SystemEvent.of(EventType.AGENT_BUNDLE_EARLY_END_ALLOWED, report.now())::figures)
        .ifPresent(events::add);
    if (report.result() == AgentResult.CLEARED) {
      events.add(cleared(EventType.AGENT_CACHE_CLEARED, report));
    } else if (report.result() == AgentResult.UNUSABLE_CLEARED) {
      events.add(cleared(EventType.AGENT_UNUSABLE_CLEARED, report));
    } else if (report.result().exit() == 0 || report.result() == AgentResult.PARTIAL) {
      events.add(success(report));
    }
    return done(report, events);
  }

  /** Of damage that was found on the disk and put right. */
  static SystemEvent repaired(Recovery gone, Instant now) {
    return SystemEvent.of(EventType.AGENT_STORE_REPAIRED, now).figures(gone.loss());
  }

  private static SystemEvent cleared(EventType type, AgentReport report) {
    return SystemEvent.of(type, report.now()).figures(report.components().size());
  }

  /** Of an update by itself: success is told if it brought something, a refusal once a day. */
  Done byItself(AgentReport report) {
    List<SystemEvent> events = new ArrayList<>();
    refusals(report).forEach(event -> events.add(onceADay(event)));
    if (report.result() == AgentResult.UPDATED || report.result() == AgentResult.PARTIAL) {
      events.add(success(report));
    }
    return done(report, events);
  }

  private static Done done(AgentReport report, List<SystemEvent> events) {
    Optional<RunRefusal> decisive = report.decisive();
    StatusCode code = decisive.map(RunRefusal::code).orElse(StatusCode.OK);
    EventError error = new EventError(code.code(), report.relayText().orElse(code.text()));
    Sentence sentence =
        decisive
            .map(refusal -> refusal.evidence().sentence())
            .orElse(Sentence.of(AgentSentence.NOTHING_REFUSED));
    Optional<LastRun> run =
        Optional.of(
                new LastRun(
                    report.now(),
                    error,
                    sentence,
                    report.relay().map(RelayFacts::address),
                    report.relay().flatMap(RelayFacts::build).flatMap(RelayBuild::parse)))
            .filter(r -> report.command().equals(UPDATE));
    boolean reached = report.result() != AgentResult.UNREACHABLE;
    return new Done(state(report.result()), error, sentence, run, reached, events);
  }

  private static OrderState state(AgentResult result) {
    return switch (result) {
      case UPDATED,
          CURRENT,
          VERIFIED,
          SHOWN,
          CLEARED,
          UNUSABLE_CLEARED,
          RELAY_CLEARED,
          ENROLLED,
          REPORTED,
          MADE ->
          OrderState.SUCCEEDED;
      case REFUSED, PARTIAL -> OrderState.REFUSED;
      case UNREACHABLE, LOCAL_FAULT, USAGE -> OrderState.FAILED;
    };
  }

  private static SystemEvent success(AgentReport report) {
    long changed =
        report.components().stream()
            .flatMap(component -> component.change().stream())
            .filter(c -> c == Change.CONTENT_UPDATED || c == Change.SIGNATURE_RENEWED)
            .count();
    return SystemEvent.of(EventType.AGENT_UPDATED, report.now())
        .figures(changed, report.traffic().bytes(), relay(report));
  }

  private static String relay(AgentReport report) {
    return report.relay().map(RelayFacts::address).orElse("");
  }

  private List<SystemEvent> refusals(AgentReport report) {
    return report.refusals().stream()
        .limit(MOST_REFUSALS)
        .map(refusal -> event(refusal, report))
        .toList();
  }

  private SystemEvent event(RunRefusal refusal, AgentReport report) {
    EventType type = type(refusal);
    String relay = relay(report);
    String text =
        report
            .relay()
            .flatMap(facts -> RelayReading.text(facts, List.of(refusal)))
            .orElse(refusal.code().text());
    Object hop = refusal.evidence().hop().<Object>map(ReplicationSentence::of).orElse("");
    String subject =
        refusal
            .component()
            .map(id -> id.text())
            .orElse(type == EventType.AGENT_DISK_FULL || relay.isEmpty() ? folder : relay);
    return SystemEvent.of(type, report.now())
        .with(new EventError(refusal.code().code(), text))
        .figures(subject, version(refusal, report), refusal.evidence().sentence(), hop);
  }

  private static String version(RunRefusal refusal, AgentReport report) {
    return entry(refusal, report).map(entry -> entry.version().text()).orElse("");
  }

  private static Optional<CatalogEntry> entry(RunRefusal refusal, AgentReport report) {
    return report.components().stream()
        .filter(component -> refusal.component().filter(component.id()::equals).isPresent())
        .findFirst()
        .flatMap(component -> component.offered().or(component::held));
  }

  // An expired certificate of a stranger must not look like a relay that needs repair.
  private static EventType type(RunRefusal refusal) {
    if (refusal.code().name().startsWith("DIGITAL_SIGNATURE_")) {
      return refusal.evidence().chainVerified().orElse(true)
          ? EventType.AGENT_SIGNATURE_REFUSED
          : EventType.AGENT_UPDATE_FAULT;
    }
    return switch (refusal.code()) {
      case SOURCE_UNREACHABLE, TOO_SLOW -> EventType.AGENT_SOURCE_UNREACHABLE;
      case DISK_FULL -> EventType.AGENT_DISK_FULL;
      case EQUIVOCATION -> EventType.AGENT_EQUIVOCATION;
      case STORAGE_FAULT, BUSY, INTERNAL -> EventType.AGENT_UPDATE_FAILED;
      default -> EventType.AGENT_UPDATE_FAULT;
    };
  }

  private SystemEvent onceADay(SystemEvent event) {
    Instant day = event.time().truncatedTo(ChronoUnit.DAYS);
    String facts =
        String.join(
            "|",
            computer.toString(),
            day.toString(),
            event.error().map(EventError::text).orElse(""),
            event.figures().get(0),
            event.figures().get(1));
    return new SystemEvent(
        UUID.nameUUIDFromBytes(facts.getBytes(StandardCharsets.UTF_8)),
        event.time(),
        event.type(),
        event.target(),
        event.actor(),
        event.error(),
        event.figures());
  }
}
