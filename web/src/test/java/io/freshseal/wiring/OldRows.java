package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.EnrolmentTokens;
import io.freshseal.computers.boundary.HoldingRows;
import io.freshseal.computers.boundary.TokenRows;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.computers.entity.TokenOrder;
import io.freshseal.diagnosis.boundary.DiagnosisRows;
import io.freshseal.diagnosis.entity.Cause;
import io.freshseal.diagnosis.entity.Culprit;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.diagnosis.entity.TakenStep;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.heartbeats.boundary.HeartbeatRows;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.operation.boundary.Retention;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.updates.boundary.UpdateRows;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateOrder;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Rows as a server that has run for years has them, written as on the day on which they ended. */
@Dependent
public class OldRows {

  private static final String NAME = "retention-";
  private static final Duration DAY = Duration.ofDays(1);

  @EJB private Retention retention;
  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private UpdateRows updates;
  @EJB private DiagnosisRows diagnoses;
  @EJB private EnrolmentTokens tokens;
  @EJB private TokenRows tokenRows;
  @EJB private HoldingRows holdings;
  @EJB private HeartbeatRows heartbeatRows;
  @EJB private ComputerRows computerRows;
  @EJB private Computers computers;
  @Inject private Clock clock;

  @Resource(lookup = "java:app/jdbc/freshseal")
  private DataSource database;

  /** What is over for longer than events are kept goes; what is younger, or goes on, stays. */
  void areDeleted() throws Exception {
    Instant kept = clock.instant().minus(settings.current().eventsRetention());
    Instant old = kept.minus(DAY);
    Instant young = kept.plus(DAY);
    UUID computer = UUID.randomUUID();
    heartbeatRows.makeOwn(computer, AtOnce.facts(NAME + "computer"), clock.instant());
    UUID oldEvent = event(old);
    UUID youngEvent = event(young);
    UUID oldRun = run(computer, old, Optional.of(old));
    UUID youngRun = run(computer, old, Optional.of(young));
    UUID openRun = run(computer, old, Optional.empty());
    Repair oldRepair = repair(old);
    Repair youngRepair = repair(young);
    String oldToken = token("old", old);
    String youngToken = token("young", young);
    Sha256 unheld = unheld(clock.instant().minus(DAY.multipliedBy(2)));

    retention.deleteOld();

    assertThat(events.find(oldEvent)).isEmpty();
    assertThat(events.find(youngEvent)).isPresent();
    assertThat(updates.find(oldRun)).isEmpty();
    assertThat(rows("update_step", "update_id", oldRun.toString())).isZero();
    assertThat(updates.find(youngRun)).isPresent();
    assertThat(updates.counts(youngRun)).containsEntry(StepState.SUCCEEDED, 1L);
    assertThat(updates.find(openRun)).isPresent();
    assertThat(diagnoses.repair(oldRepair.id())).isEmpty();
    assertThat(diagnoses.steps(oldRepair.id())).isEmpty();
    assertThat(diagnoses.diagnosis(oldRepair.diagnosis())).isEmpty();
    assertThat(diagnoses.repair(youngRepair.id())).isPresent();
    assertThat(diagnoses.diagnosis(youngRepair.diagnosis())).isPresent();
    assertThat(rows("enrolment_token", "token_id", oldToken)).isZero();
    assertThat(rows("enrolment_token", "token_id", youngToken)).isEqualTo(1);
    assertThat(holdings.knows(unheld)).isFalse();

    updates.delete(youngRun);
    updates.delete(openRun);
    computers.remove(computer);
  }

  private UUID event(Instant at) {
    SystemEvent event = SystemEvent.of(EventType.CACHE_CLEARED, at).about(NAME + "event");
    events.record(event);
    events.drain();
    assertThat(events.find(event.key())).isPresent();
    return event.key();
  }

  private UUID run(UUID computer, Instant begun, Optional<Instant> ended) {
    SecurityUpdate run =
        new SecurityUpdate(
            UUID.randomUUID(),
            new UpdateOrder(OrderKind.UPDATE, List.of(), Optional.empty(), UpdateOrder.USUAL),
            "test",
            begun);
    UpdateStep step = new UpdateStep(run.id(), computerRows.find(computer).orElseThrow(), begun);
    ended.ifPresent(
        at -> {
          step.order(begun);
          step.report(AtOnce.done(step.id(), at), at);
          run.end(at);
        });
    updates.add(run);
    updates.add(step);
    return run.id();
  }

  private Repair repair(Instant ended) {
    Diagnosis unknown =
        new Diagnosis(
            Cause.UNKNOWN,
            Culprit.source("http://" + NAME + "source.example"),
            new Diagnosis.Affected(List.of(), List.of(), 1),
            List.of(),
            List.of());
    KeptDiagnosis diagnosis = new KeptDiagnosis(unknown, false, "test", ended);
    Repair repair = new Repair(diagnosis, "test", ended);
    TakenStep step = new TakenStep(repair.id(), 1, diagnosis.steps().get(0).kind());
    step.end(RepairState.DONE, Optional.empty(), ended);
    repair.end(RepairState.DONE, ended);
    diagnoses.add(diagnosis);
    diagnoses.add(repair, List.of(step));
    return repair;
  }

  private String token(String name, Instant revoked) {
    TokenOrder order = new TokenOrder(NAME + name, Optional.empty(), 1, false, DAY);
    String id = AtOnce.value(tokens.create(order)).issued().id();
    assertThat(tokenRows.revoke(id, revoked)).isPresent();
    return id;
  }

  private Sha256 unheld(Instant came) {
    Holdings held = AtOnce.held(NAME + "list", came);
    byte[] json = HoldingsJson.write(held);
    Sha256 digest = Sha256.of(json);
    holdings.keep(new HoldingRow(digest, json, held, came));
    assertThat(holdings.knows(digest)).isTrue();
    return digest;
  }

  private long rows(String table, String column, String value) throws SQLException {
    String query = "select count(*) from " + table + " where " + column + " = ?";
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, value);
      try (ResultSet count = statement.executeQuery()) {
        count.next();
        return count.getLong(1);
      }
    }
  }
}
