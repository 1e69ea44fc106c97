package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.groups.boundary.AssignmentRules;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.heartbeats.boundary.HeartbeatRows;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** One operator acts while what another one did is not committed yet. */
@Dependent
public class Meanwhile {

  private static final String NAME = "meanwhile-";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @EJB private HeartbeatRows heartbeatRows;
  @EJB private ComputerRows computerRows;
  @EJB private Computers computers;
  @EJB private RelayGroups groups;
  @EJB private AssignmentRules rules;
  @EJB private RuleDesk desk;
  @Inject private Clock clock;
  @Resource private ManagedThreadFactory threads;
  @Resource private UserTransaction transaction;

  @Resource(lookup = "java:app/jdbc/freshseal")
  private DataSource database;

  // What the second one is answered, who began when the first one was done but not committed. That
  // is committed as soon as the second one is through, or waits for it.
  private <T> T during(Callable<?> first, Callable<T> second) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor(threads);
    try {
      transaction.begin();
      first.call();
      Future<T> answer = pool.submit(second);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!answer.isDone() && !somebodyWaits()) {
        assertThat(System.nanoTime()).as("neither done nor waiting").isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      transaction.commit();
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet waiting =
            statement.executeQuery(
                connection.getMetaData().getDatabaseProductName().equals("H2")
                    ? "select 1 from information_schema.sessions where blocker_id is not null"
                    : "select 1 from pg_locks where not granted")) {
      return waiting.next();
    }
  }

  private RelayGroup group(String name, Optional<String> parent) {
    return AtOnce.value(groups.create(values(name, parent)));
  }

  private static GroupValues values(String name, Optional<String> parent) {
    return new GroupValues(NAME + name, "", parent, false);
  }

  private UUID computer(String name) {
    UUID id = UUID.randomUUID();
    heartbeatRows.makeOwn(id, AtOnce.facts(NAME + name), clock.instant());
    return id;
  }

  /** A computer is assigned by hand while rules are applied that would move it. */
  void rulesDuringAnAssignment() throws Exception {
    RelayGroup group = group("ruled", Optional.empty());
    UUID computer = computer("ruled");
    AssignmentRule rule =
        AtOnce.value(
            rules.create(
                new RuleValues(
                    NAME + "rule",
                    NamePattern.parse(NAME + "*"),
                    Optional.empty(),
                    Optional.empty(),
                    group.id())));
    try {
      String mark = desk.preview().mark();

      Outcome<Integer> applied =
          during(
              () -> AtOnce.value(computers.assign(computer, RelayGroup.DEFAULT_ID)),
              () -> desk.apply(mark));

      assertThat(refusal(applied)).contains(StatusCode.CONFLICT);
      Computer kept = computerRows.find(computer).orElseThrow();
      assertThat(kept.assignment()).isEqualTo(Assignment.HAND);
      assertThat(kept.group()).isEqualTo(RelayGroup.DEFAULT_ID);
    } finally {
      rules.delete(rule.id());
      computers.remove(computer);
      groups.delete(group.id(), 0);
    }
  }

  private static Optional<StatusCode> refusal(Outcome<?> outcome) {
    return outcome.fold(done -> Optional.empty(), refused -> Optional.of(refused.code()));
  }
}
