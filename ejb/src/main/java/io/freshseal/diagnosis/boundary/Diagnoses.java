package io.freshseal.diagnosis.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.diagnosis.entity.Culprit;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.DiagnosisOrder;
import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.diagnosis.entity.Fact;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Patient;
import io.freshseal.diagnosis.entity.Place;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.heartbeats.entity.Speaker;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Diagnoses that people ask for; each is kept, so that a repair can follow it. */
@Stateless
public class Diagnoses {

  @EJB private FleetWard ward;
  @EJB private DiagnosisRows rows;
  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** What is wrong in the fleet now, one for each cause; nothing of it is kept. */
  public List<Diagnosis> open() {
    return ward.open();
  }

  /** Makes one and keeps it. */
  public Outcome<KeptDiagnosis> diagnose(DiagnosisOrder order) {
    return look(order).fold(made -> Outcome.done(rows.add(made)), refused -> refused);
  }

  /** Makes one for a look; it is not kept, so no repair can follow it. */
  public Outcome<KeptDiagnosis> look(DiagnosisOrder order) {
    Optional<Sentence> refused = order.refused();
    if (refused.isPresent()) {
      return new Outcome.Refused<>(StatusCode.BAD_REQUEST, refused.get());
    }
    if (order.computer().isPresent()) {
      return computers
          .find(order.computer().get())
          .map(computer -> made(ward.of(FleetWard.patient(computer))))
          .orElseGet(() -> missing(DiagnosisSentence.NO_COMPUTER));
    }
    return order.event().isPresent() ? event(order.event().get()) : group(order.group().get());
  }

  /** Finds one. */
  public Optional<KeptDiagnosis> find(UUID id) {
    return rows.diagnosis(id);
  }

  private Outcome<KeptDiagnosis> event(UUID key) {
    Optional<StoredEvent> found = events.find(key);
    if (found.isEmpty()) {
      return missing(DiagnosisSentence.NO_EVENT);
    }
    StoredEvent event = found.get();
    return computer(event)
        .map(computer -> made(of(computer, event)))
        .orElseGet(() -> missing(DiagnosisSentence.NO_COMPUTER));
  }

  // What a computer reported bears its id; of what the manager itself says, a name tells whose it
  // is
  // where no other computer is called the same.
  private Optional<Computer> computer(StoredEvent event) {
    Optional<UUID> reporter = Speaker.parse(event.actor());
    if (reporter.isPresent()) {
      return reporter.flatMap(computers::find);
    }
    List<Computer> named = rows.named(event.target());
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  // An update since then says more than the event does.
  private Diagnosis of(Computer computer, StoredEvent event) {
    Patient now = FleetWard.patient(computer);
    Optional<EventError> error = event.error().filter(e -> e.code() != 0);
    boolean newer = now.run().filter(run -> run.at().isAfter(event.time())).isPresent();
    Diagnosis found = ward.of(newer || error.isEmpty() ? now : now.with(run(now, event)));
    List<Fact> facts = new ArrayList<>();
    error.ifPresent(
        e ->
            facts.add(
                Fact.of(
                    Fact.Witness.EVENT,
                    event.key(),
                    DiagnosisSentence.FACT_EVENT,
                    event.number(),
                    event.time(),
                    e.text(),
                    e.code())));
    facts.addAll(found.facts());
    return new Diagnosis(found.cause(), found.culprit(), found.affected(), found.path(), facts);
  }

  private static LastRun run(Patient now, StoredEvent event) {
    return new LastRun(
        event.time(),
        event.error().orElseThrow(),
        Sentence.asIs(event.error().orElseThrow().text()),
        now.run().flatMap(LastRun::from),
        now.run().flatMap(LastRun::fromBuild));
  }

  private Outcome<KeptDiagnosis> group(String id) {
    Optional<RelayGroup> group = groups.find(id);
    if (group.isEmpty()) {
      return missing(DiagnosisSentence.NO_GROUP);
    }
    List<Computer> members = takers(group.get());
    if (members.isEmpty()) {
      return Outcome.refused(StatusCode.CONFLICT, DiagnosisSentence.NO_COMPUTER);
    }
    Set<UUID> ids = members.stream().map(Computer::id).collect(Collectors.toSet());
    return ward.open().stream()
        .max(
            Comparator.comparing((Diagnosis diagnosis) -> isToBlame(id, diagnosis))
                .thenComparingLong(diagnosis -> touched(diagnosis, ids)))
        .filter(diagnosis -> isToBlame(id, diagnosis) || touched(diagnosis, ids) > 0)
        .map(this::made)
        .orElseGet(() -> made(ward.of(FleetWard.patient(members.get(0)))));
  }

  // Of a group that has nobody itself, the relays of the groups below take from it.
  private List<Computer> takers(RelayGroup group) {
    Instant now = clock.instant();
    List<Computer> own = computers.chosen(ComputerSelection.ALL, Set.of(group.id()), now);
    Set<String> below =
        new GroupTree(groups.all())
            .children(group).stream().map(RelayGroup::id).collect(Collectors.toSet());
    return own.isEmpty() && !below.isEmpty()
        ? computers.chosen(ComputerSelection.ALL, below, now).stream()
            .filter(computer -> computer.facts().is(MemberRole.RELAY))
            .toList()
        : own;
  }

  private static boolean isToBlame(String group, Diagnosis diagnosis) {
    Culprit culprit = diagnosis.culprit();
    return culprit.place() == Place.GROUP && culprit.id().equals(group);
  }

  private static long touched(Diagnosis diagnosis, Set<UUID> ids) {
    Stream<UUID> behind =
        Stream.concat(
            diagnosis.affected().relays().stream(), diagnosis.affected().agents().stream());
    return Stream.concat(behind, diagnosis.culprit().relay().stream())
        .filter(ids::contains)
        .count();
  }

  private Outcome<KeptDiagnosis> made(Diagnosis diagnosis) {
    return Outcome.done(
        new KeptDiagnosis(
            diagnosis,
            ward.hasOwnSource(),
            session.getCallerPrincipal().getName(),
            clock.instant()));
  }

  private static Outcome<KeptDiagnosis> missing(DiagnosisSentence what) {
    return Outcome.refused(StatusCode.NOT_FOUND, what);
  }
}
