package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.EnrolmentDesk;
import io.freshseal.computers.boundary.EnrolmentTokens;
import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.NewToken;
import io.freshseal.computers.entity.TokenOrder;
import io.freshseal.groups.boundary.AssignmentRules;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.heartbeats.boundary.HeartbeatRows;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.JoinRequest;
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
  @EJB private EnrolmentTokens tokens;
  @EJB private EnrolmentDesk enrolment;
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
    AssignmentRule rule = AtOnce.value(rules.create(rule(group)));
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
      delete(group);
    }
  }

  /** Two groups get each other as the parent. */
  void parentsOfEachOther() throws Exception {
    RelayGroup one = group("one", Optional.empty());
    RelayGroup two = group("two", Optional.empty());
    try {
      Outcome<RelayGroup> second =
          during(
              () -> AtOnce.value(groups.change(one.id(), values("one", Optional.of(two.id())))),
              () -> groups.change(two.id(), values("two", Optional.of(one.id()))));

      assertThat(refusal(second)).contains(StatusCode.CONFLICT);
      assertThat(groups.tree().find(one.id()).flatMap(RelayGroup::parent)).contains(two.id());
      assertThat(groups.tree().find(two.id()).flatMap(RelayGroup::parent)).isEmpty();
    } finally {
      groups.change(one.id(), values("one", Optional.empty()));
      delete(two);
      delete(one);
    }
  }

  /** Two groups are made under one name. */
  void twins() throws Exception {
    GroupValues twin = values("twin", Optional.empty());
    try {
      Outcome<RelayGroup> second =
          during(() -> AtOnce.value(groups.create(twin)), () -> groups.create(twin));

      assertThat(refusal(second)).contains(StatusCode.CONFLICT);
    } finally {
      groups.tree().topDown().stream()
          .filter(group -> group.name().equals(twin.name()))
          .forEach(this::delete);
    }
  }

  /** A group is deleted while a computer is put into it: who came first has it. */
  void deletionDuringAnAssignment() throws Exception {
    RelayGroup group = group("wanted", Optional.empty());
    UUID computer = computer("wanted");
    try {
      Outcome<RelayGroup> deleted =
          during(() -> AtOnce.value(computers.assign(computer, group.id())), () -> delete(group));

      assertThat(refusal(deleted)).contains(StatusCode.CONFLICT);
      assertThat(groups.tree().find(group.id())).isPresent();
      assertThat(computerRows.find(computer).map(Computer::group)).contains(group.id());
    } finally {
      computers.remove(computer);
      delete(group);
    }
  }

  /** Computers, rules and tokens want a group that is just being deleted: it is not there. */
  void wishesDuringADeletion() throws Exception {
    UUID computer = computer("late");
    try {
      RelayGroup group = group("gone", Optional.empty());
      assertThat(refusal(during(() -> done(group), () -> computers.assign(computer, group.id()))))
          .contains(StatusCode.BAD_REQUEST);
      assertThat(computerRows.find(computer).map(Computer::group)).contains(RelayGroup.DEFAULT_ID);

      RelayGroup ofRule = group("gone", Optional.empty());
      assertThat(refusal(during(() -> done(ofRule), () -> rules.create(rule(ofRule)))))
          .contains(StatusCode.BAD_REQUEST);
      assertThat(rules.all()).noneMatch(rule -> rule.values().group().equals(ofRule.id()));

      RelayGroup ofToken = group("gone", Optional.empty());
      assertThat(refusal(during(() -> done(ofToken), () -> tokens.create(token(ofToken)))))
          .contains(StatusCode.BAD_REQUEST);
      assertThat(tokens.list()).noneMatch(token -> token.name().equals(NAME + "token"));

      RelayGroup joined = group("gone", Optional.empty());
      NewToken token = AtOnce.value(tokens.create(token(joined)));
      assertThat(refusal(during(() -> done(joined), () -> join(token))))
          .contains(StatusCode.UNAUTHENTICATED);
    } finally {
      computers.remove(computer);
    }
  }

  private RelayGroup done(RelayGroup deleted) {
    return AtOnce.value(delete(deleted));
  }

  private Outcome<RelayGroup> delete(RelayGroup group) {
    return groups.delete(group.id(), () -> computers.countIn(group.id()));
  }

  private static RuleValues rule(RelayGroup to) {
    return new RuleValues(
        NAME + "rule", NamePattern.parse(NAME + "*"), Optional.empty(), Optional.empty(), to.id());
  }

  private static TokenOrder token(RelayGroup to) {
    return new TokenOrder(NAME + "token", Optional.of(to.id()), 1, false, Duration.ofHours(1));
  }

  private Outcome<Enrolment> join(NewToken token) {
    return enrolment.join(
        token.token().secret(),
        new JoinRequest(AtOnce.facts(NAME + "joiner"), Optional.empty()),
        "127.0.0.1");
  }

  private static Optional<StatusCode> refusal(Outcome<?> outcome) {
    return outcome.fold(done -> Optional.empty(), refused -> Optional.of(refused.code()));
  }
}
