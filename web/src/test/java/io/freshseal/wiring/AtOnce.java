package io.freshseal.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Computer;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.boundary.Recordings;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Recording;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.groups.boundary.AssignmentRules;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.heartbeats.boundary.HeartbeatDesk;
import io.freshseal.heartbeats.boundary.HeartbeatRows;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.HeldFile;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.updates.boundary.StepStrokes;
import io.freshseal.updates.boundary.UpdateRows;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateOrder;
import io.freshseal.updates.entity.UpdateSentence;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.UserTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several callers at the same moment, each in a transaction of its own. */
@Dependent
public class AtOnce {

  // More than the pool has connections.
  private static final int CROWD = 40;
  private static final String NAME = "at-once-";

  @EJB private HeartbeatDesk heartbeats;
  @EJB private HeartbeatRows heartbeatRows;
  @EJB private ComputerRows computerRows;
  @EJB private Computers computers;
  @EJB private UpdateRows updates;
  @EJB private StepStrokes strokes;
  @EJB private Recordings recordings;
  @EJB private EventLog events;
  @EJB private RelayGroups groups;
  @EJB private AssignmentRules rules;
  @EJB private RuleDesk desk;
  @Inject private Clock clock;
  @Resource private ManagedThreadFactory threads;
  @Resource private UserTransaction transaction;

  <T> List<T> together(List<Callable<T>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    ExecutorService pool = Executors.newFixedThreadPool(calls.size(), threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (Callable<T> call : calls) {
        futures.add(
            pool.submit(
                () -> {
                  start.await(60, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private UUID computer(String name) {
    UUID id = UUID.randomUUID();
    heartbeatRows.makeOwn(id, facts(name), clock.instant());
    return id;
  }

  static MemberFacts facts(String name) {
    return new MemberFacts(
        new ComputerName(name),
        Platform.ANY,
        new RelayBuild(26, 0, 0, 100),
        Set.of(MemberRole.AGENT),
        Optional.empty());
  }

  private Heartbeat heartbeat(String name) {
    return heartbeat(name, List.of());
  }

  Heartbeat heartbeat(String name, List<SystemEvent> told) {
    Instant now = clock.instant();
    Holdings held = held(name, now);
    return new Heartbeat(
        now,
        facts(name),
        Optional.empty(),
        -1,
        Optional.empty(),
        HoldingsJson.digest(held),
        Optional.of(held),
        Optional.empty(),
        List.of(),
        told);
  }

  static Holdings held(String name, Instant now) {
    return new Holdings(
        List.of(
            new HeldFile(
                new ComponentId(name),
                new ComponentVersion("1.0"),
                1,
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)),
                now.plus(1, ChronoUnit.DAYS),
                HeldFile.ChainPlace.SIGNER,
                StatusCode.OK)));
  }

  /** Heartbeats that bring lists of their own: each needs one connection after the other. */
  void newLists() throws Exception {
    List<UUID> ids = IntStream.range(0, CROWD).mapToObj(i -> computer(NAME + i)).toList();
    try {
      List<Callable<Optional<HeartbeatAnswer>>> calls =
          IntStream.range(0, CROWD)
              .<Callable<Optional<HeartbeatAnswer>>>mapToObj(
                  i -> () -> heartbeats.take(ids.get(i), heartbeat(NAME + i), "127.0.0.1"))
              .toList();

      assertThat(together(calls))
          .hasSize(CROWD)
          .allSatisfy(answer -> assertThat(answer.orElseThrow().wantsHoldings()).isFalse());
      assertThat(ids)
          .allSatisfy(
              id -> assertThat(computerRows.find(id).flatMap(Computer::holding)).isPresent());
    } finally {
      ids.forEach(computers::remove);
    }
  }

  /** A computer reports while its run is cancelled: what was written first stays. */
  void reportAndCancel() throws Exception {
    Instant now = clock.instant();
    UUID computer = computer(NAME + "reporter");
    SecurityUpdate run =
        new SecurityUpdate(
            UUID.randomUUID(),
            new UpdateOrder(OrderKind.UPDATE, List.of(), Optional.empty(), UpdateOrder.USUAL),
            "test",
            now);
    UpdateStep step = new UpdateStep(run.id(), computerRows.find(computer).orElseThrow(), now);
    step.order(now);
    updates.add(run);
    updates.add(step);
    try {
      transaction.begin();
      assertThat(updates.step(step.id()).orElseThrow().report(done(step.id(), now), now)).isTrue();
      together(List.of(Executors.callable(() -> cancel(run.id(), now), true)));

      assertThatThrownBy(transaction::commit).isInstanceOf(RollbackException.class);
      assertThat(updates.step(step.id()).orElseThrow().state()).isEqualTo(StepState.SKIPPED);
    } finally {
      updates.delete(run.id());
      computers.remove(computer);
    }
  }

  private void cancel(UUID run, Instant now) {
    strokes.skipRest(run, Sentence.of(UpdateSentence.CANCELLED).encoded(), now);
  }

  static OrderReport done(UUID order, Instant now) {
    return new OrderReport(
        order,
        OrderState.SUCCEEDED,
        EventError.of(StatusCode.OK),
        Sentence.of(MemberSentence.ORDER_DONE),
        now);
  }

  /** Two operators switch one type off: both are told that it is, one has done it. */
  void switchOff() throws Exception {
    List<EventType> types = List.of(EventType.TASK_CREATED, EventType.TASK_CHANGED);
    for (EventType type : types) {
      Callable<Outcome<Recording>> off = () -> recordings.set(type.name(), false);
      try {
        assertThat(together(List.of(off, off, off)))
            .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Done.class));
        assertThat(events.count(EventQuery.all().number(7451).text(type.name())).number())
            .isEqualTo(1);
      } finally {
        recordings.set(type.name(), true);
      }
    }
  }

  /** Two operators apply what both have looked at: one does it, the other one is told so. */
  void applyRules() throws Exception {
    RelayGroup group =
        value(groups.create(new GroupValues(NAME + "group", "", Optional.empty(), false)));
    UUID computer = computer(NAME + "ruled");
    AssignmentRule rule =
        value(
            rules.create(
                new RuleValues(
                    NAME + "rule",
                    NamePattern.parse(NAME + "*"),
                    Optional.empty(),
                    Optional.empty(),
                    group.id())));
    try {
      String mark = desk.preview().mark();
      Callable<Outcome<Integer>> apply = () -> desk.apply(mark);

      List<Outcome<Integer>> outcomes = together(List.of(apply, apply));

      assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
      assertThat(outcomes.stream().flatMap(AtOnce::refusal)).containsExactly(StatusCode.CONFLICT);
      assertThat(computerRows.find(computer).map(Computer::group)).contains(group.id());
    } finally {
      rules.delete(rule.id());
      computers.remove(computer);
      groups.delete(group.id(), () -> 0);
    }
  }

  private static Stream<StatusCode> refusal(Outcome<Integer> outcome) {
    return outcome.fold(done -> Stream.empty(), refused -> Stream.of(refused.code()));
  }

  static <T> T value(Outcome<T> outcome) {
    return outcome.fold(
        done -> done,
        refused -> {
          throw new AssertionError(refused.sentence().english());
        });
  }
}
