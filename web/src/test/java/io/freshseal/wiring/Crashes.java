package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.diagnosis.boundary.DiagnosisRows;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.diagnosis.entity.Cause;
import io.freshseal.diagnosis.entity.Culprit;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.heartbeats.boundary.HeartbeatRows;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.boundary.UpdateProgress;
import io.freshseal.updates.boundary.UpdateRows;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.UpdateOrder;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * What a crash leaves behind that comes after an event was recorded and before the transaction that
 * it tells of was committed; the work is then done again.
 */
@Dependent
public class Crashes {

  private static final String NAME = "crash-";

  @EJB private HeartbeatRows heartbeatRows;
  @EJB private ComputerRows computerRows;
  @EJB private Computers computers;
  @EJB private UpdateRows updates;
  @EJB private UpdateProgress progress;
  @EJB private SecurityUpdates desk;
  @EJB private DiagnosisRows diagnoses;
  @EJB private Repairs repairs;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private UserTransaction transaction;

  private void crashing(Callable<?> work) throws Exception {
    transaction.begin();
    try {
      work.call();
    } finally {
      transaction.rollback();
    }
  }

  private void twice(Callable<?> work) throws Exception {
    crashing(work);
    work.call();
  }

  private List<StoredEvent> told(UUID about, EventType type) {
    EventPage page = events.find(EventQuery.all().number(type.number()).text(about.toString()));
    return page.events();
  }

  private SecurityUpdate run(UUID computer, Instant now, boolean done) {
    SecurityUpdate run =
        new SecurityUpdate(
            UUID.randomUUID(),
            new UpdateOrder(OrderKind.UPDATE, List.of(), Optional.empty(), UpdateOrder.USUAL),
            "test",
            now);
    UpdateStep step = new UpdateStep(run.id(), computerRows.find(computer).orElseThrow(), now);
    step.order(now);
    if (done) {
      step.report(AtOnce.done(step.id(), now), now);
    }
    updates.add(run);
    updates.add(step);
    return run;
  }

  private UUID computer(String name) {
    UUID id = UUID.randomUUID();
    heartbeatRows.makeOwn(id, AtOnce.facts(NAME + name), clock.instant());
    return id;
  }

  void endOfARun() throws Exception {
    Instant now = clock.instant();
    UUID computer = computer("ended");
    SecurityUpdate run = run(computer, now, true);
    try {
      twice(Executors.callable(() -> progress.advance(run.id(), now)));

      assertThat(updates.find(run.id()).flatMap(SecurityUpdate::endedAt)).isPresent();
      assertThat(told(run.id(), EventType.FLEET_UPDATE_DONE))
          .singleElement()
          .satisfies(event -> assertThat(event.figures()).containsExactly("1", "1"));
    } finally {
      updates.delete(run.id());
      computers.remove(computer);
    }
  }

  void cancelledRun() throws Exception {
    UUID computer = computer("cancelled");
    SecurityUpdate run = run(computer, clock.instant(), false);
    try {
      twice(() -> AtOnce.value(desk.cancel(run.id())));

      assertThat(updates.find(run.id()).flatMap(SecurityUpdate::endedAt)).isPresent();
      assertThat(told(run.id(), EventType.FLEET_UPDATE_CANCELLED)).hasSize(1);
      assertThat(told(run.id(), EventType.FLEET_UPDATE_PARTLY))
          .singleElement()
          .satisfies(event -> assertThat(event.figures()).containsExactly("0", "1"));
    } finally {
      updates.delete(run.id());
      computers.remove(computer);
    }
  }

  void endOfARepair() throws Exception {
    Diagnosis unknown =
        new Diagnosis(
            Cause.UNKNOWN,
            Culprit.source("http://" + NAME + "source.example"),
            new Diagnosis.Affected(List.of(), List.of(), 1),
            List.of(),
            List.of());
    KeptDiagnosis kept = new KeptDiagnosis(unknown, false, "test", clock.instant());
    diagnoses.add(kept);
    Repair repair = AtOnce.value(repairs.begin(kept.id(), Optional.empty()));

    twice(() -> AtOnce.value(repairs.confirm(repair.id(), 1)));

    assertThat(repairs.find(repair.id()).map(Repair::state)).contains(RepairState.DONE);
    assertThat(told(repair.id(), EventType.REPAIR_BEGUN)).hasSize(1);
    assertThat(told(repair.id(), EventType.REPAIR_STEP_DONE)).hasSize(1);
    assertThat(told(repair.id(), EventType.REPAIR_DONE)).hasSize(1);
  }
}
