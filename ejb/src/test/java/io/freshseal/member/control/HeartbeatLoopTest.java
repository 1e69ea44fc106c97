package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.TestAgent;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.RelayList;
import io.freshseal.shared.control.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a computer of the fleet goes on, against a manager that speaks the real wire format. */
class HeartbeatLoopTest {

  private static final Instant START = Examples.NOW;
  private static final Duration BEAT = Duration.ofMinutes(10);
  private static final URI ONE = URI.create("http://127.0.0.1:1/api/v1");
  private static final URI TWO = URI.create("http://127.0.0.1:2/api/v1");
  private static final URI PRIMARY = URI.create("http://127.0.0.1:3/source/v1");
  private static final TestManager.Script AWAY =
      exchange -> TestManager.send(exchange, 503, "text/plain", new byte[0]);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock(START);
  private final ScriptedComputer computer = new ScriptedComputer(clock);
  private final TestManager manager = TestManager.plain("");
  private Duration passed = Duration.ZERO;
  private Executor worker = Runnable::run;
  private HeartbeatLoop loop;

  @BeforeEach
  void join() throws IOException {
    new MemberFolder(folder).claim().close();
    computer.alive.add(ONE);
    manager.intervals(BEAT, Duration.ofHours(1));
    manager.relays(new RelayList("Default", List.of(ONE, TWO), Optional.empty()));
    memory()
        .membership()
        .write(
            new Membership(
                ManagerAddress.parse(manager.address()).toOptional().orElseThrow().uri(),
                manager.id(),
                TestManager.KEY,
                new ComputerName("web-01"),
                Optional.empty(),
                Set.of(),
                Optional.empty()));
    start();
  }

  @AfterEach
  void stop() {
    manager.close();
  }

  private MemberMemory memory() throws IOException {
    return MemberMemory.open(new MemberFolder(folder));
  }

  /** Begins as a process does, with nothing but what is on disk. */
  private void start() throws IOException {
    Surroundings around =
        new Surroundings(
            clock, () -> passed.toNanos(), new Random(7), task -> worker.execute(task), computer);
    loop = new HeartbeatLoop(memory(), new ManagerClient(TestAgent.QUICK), computer, around);
  }

  private void advance(Duration time) {
    passed = passed.plus(time);
    clock.advance(time);
  }

  /** Lets the loop wait as long as it wants to, and act. */
  private Duration next() {
    Duration pause = loop.step();
    advance(pause);
    return pause;
  }

  private long count(String what) {
    return computer.log.stream().filter(what::equals).count();
  }

  @Test
  void listOfWhatIsHeld_comesOnceAndWhenItIsAskedFor() {
    loop.step();
    assertThat(manager.heartbeats())
        .extracting(Heartbeat::held)
        .containsExactly(Optional.empty(), Optional.of(Examples.HELD));

    advance(BEAT);
    loop.step();
    assertThat(manager.lastHeartbeat().held()).isEmpty();

    computer.holdings = new Holdings(Examples.HELD.files().subList(0, 1));
    advance(BEAT);
    loop.step();
    assertThat(manager.lastHeartbeat().held()).contains(computer.holdings);
    assertThat(manager.heartbeats()).hasSize(5);
  }

  @Test
  void nothingIsDone_beforeItIsDue() {
    loop.step();
    int before = manager.heartbeats().size();

    advance(BEAT.minusSeconds(1));
    loop.step();
    assertThat(manager.heartbeats()).hasSize(before);

    advance(Duration.ofSeconds(1));
    loop.step();
    assertThat(manager.heartbeats()).hasSize(before + 1);
  }

  @Test
  void order_isCarriedOutAndItsOutcomeReportedAtOnce() {
    UUID clear = manager.order(OrderKind.CLEAR_CACHE, START.plusSeconds(60));
    UUID update = manager.order(OrderKind.UPDATE, START.plusSeconds(60));

    loop.step();

    assertThat(computer.log).containsSubsequence("carried out CLEAR_CACHE", "carried out UPDATE");
    for (UUID order : List.of(clear, update)) {
      assertThat(manager.outcomes(order))
          .extracting(OrderReport::state)
          .containsExactly(OrderState.SUCCEEDED);
    }
    assertThat(manager.lastHeartbeat().lastRun().orElseThrow().from()).contains(ONE.toString());
  }

  @Test
  void orderThatIsHandedOutAgainAndAgain_isCarriedOutOnce() throws IOException {
    UUID order = manager.confirming(false).order(OrderKind.UPDATE, START.plusSeconds(60));
    loop.step();
    advance(BEAT);
    loop.step();
    start();
    loop.step();

    assertThat(count("carried out UPDATE")).isOne();
    assertThat(manager.outcomes(order))
        .as("repeated until it is confirmed")
        .hasSizeGreaterThan(2)
        .extracting(OrderReport::state)
        .containsOnly(OrderState.SUCCEEDED);

    manager.confirming(true);
    advance(BEAT);
    loop.step();
    int reports = manager.outcomes(order).size();
    advance(BEAT);
    loop.step();
    assertThat(manager.outcomes(order)).hasSize(reports);
  }

  @Test
  void orderThatComesTooLateOrIsForOthers_isSkippedAndSaysWhy() {
    UUID late = manager.order(OrderKind.UPDATE, START.minusSeconds(1));
    UUID other = manager.order(OrderKind.ENABLE_RELAY, START.plusSeconds(60));

    loop.step();

    assertThat(computer.log).noneMatch(line -> line.startsWith("carried out"));
    for (UUID order : List.of(late, other)) {
      assertThat(manager.outcomes(order))
          .extracting(OrderReport::state)
          .containsExactly(OrderState.SKIPPED);
    }
    assertThat(manager.outcomes(late).get(0).sentence().english()).contains("was to be begun by");
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_UPDATE_SKIPPED, EventType.AGENT_UPDATE_SKIPPED);
  }

  @ParameterizedTest
  @CsvSource({"P400D", "P-400D"})
  void orderInTimeByTheManagersClock_isDoneByAComputerWhoseOwnIsWrong(Duration behind) {
    manager.behind(behind);
    UUID inTime = manager.order(OrderKind.UPDATE, START.minus(behind).plusSeconds(60));
    UUID late = manager.order(OrderKind.UPDATE, START.minus(behind).minusSeconds(1));

    loop.step();
    loop.step();

    assertThat(manager.outcomes(inTime))
        .extracting(OrderReport::state)
        .endsWith(OrderState.SUCCEEDED);
    assertThat(manager.outcomes(late)).extracting(OrderReport::state).endsWith(OrderState.SKIPPED);
  }

  @ParameterizedTest
  @EnumSource
  void killWhileAtWork_isMadeGood_andTheOrderIsCarriedOutToItsEndOnce(OrderKind kind)
      throws IOException {
    computer.kinds.addAll(EnumSet.allOf(OrderKind.class));
    UUID order = manager.order(kind, START.plusSeconds(60));
    List<Runnable> cutOff = new ArrayList<>();
    worker = cutOff::add;
    loop.step();
    assertThat(cutOff).hasSize(1);
    advance(BEAT);
    loop.step();
    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .containsOnly(OrderState.IN_PROGRESS);

    worker = Runnable::run;
    start();
    loop.step();

    assertThat(count("carried out " + kind)).isOne();
    List<OrderReport> outcomes = manager.outcomes(order);
    assertThat(outcomes.get(outcomes.size() - 1).state()).isEqualTo(OrderState.SUCCEEDED);
  }

  @Test
  void managerThatIsAway_isToldOnceAndComputersGoOnByWhatTheyWereToldLast() throws IOException {
    loop.step();
    manager.becoming(AWAY);
    start();
    List<Duration> pauses = new ArrayList<>();
    while (passed.compareTo(Duration.ofHours(5)) < 0) {
      pauses.add(next());
    }

    assertThat(count("update: SUCCEEDED")).as("by the last interval").isBetween(4L, 6L);
    assertThat(computer.asked).containsOnly(List.of(ONE, TWO));
    assertThat(count("lost: MANAGER_UNREACHABLE")).isOne();
    assertThat(pauses).allMatch(pause -> pause.compareTo(BEAT) <= 0);
    assertThat(pauses.subList(0, 1)).allMatch(pause -> pause.compareTo(BEAT.dividedBy(10)) < 0);
    assertThat(memory().spool().oldest(10))
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_MANAGER_SILENT);

    manager.becoming(null);
    next();
    next();
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_MANAGER_SILENT);
    assertThat(memory().spool().waiting()).isZero();
    assertThat(computer.log).endsWith("found");
  }

  @Test
  void heartbeatThatIsRefused_isAnotherEventThanSilence() throws IOException {
    manager.becoming(e -> TestManager.send(e, 401, "text/plain", new byte[0]));
    next();
    next();
    manager.becoming(AWAY);
    next();
    next();

    assertThat(memory().spool().oldest(10))
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_HEARTBEAT_FAILED, EventType.AGENT_MANAGER_SILENT);
  }

  @Test
  void answerThatIsLost_neitherLosesNorDoublesAnEvent() throws IOException {
    SystemEvent event = SystemEvent.of(EventType.AGENT_STARTED, START).figures("b");
    loop.tell(event);
    manager.losingAnswers(AWAY);
    next();
    assertThat(manager.events()).containsExactly(event);
    assertThat(memory().spool().oldest(10)).contains(event);

    manager.losingAnswers(null);
    next();
    next();

    assertThat(manager.events()).filteredOn(event::equals).hasSize(1);
    assertThat(memory().spool().waiting()).isZero();
  }

  @Test
  void moreEventsThanAHeartbeatTakes_comeInARow() throws IOException {
    int many = 2 * Heartbeat.MAX_EVENTS + 5;
    for (int i = 0; i < many; i++) {
      loop.tell(SystemEvent.of(EventType.AGENT_STARTED, START.plusSeconds(i)).figures(i));
    }

    loop.step();

    assertThat(manager.events()).hasSize(many);
    assertThat(manager.heartbeats()).hasSizeLessThanOrEqualTo(4);
    assertThat(memory().spool().waiting()).isZero();
  }

  @Test
  void updatesByItself_comeAtTheirInterval() {
    while (passed.compareTo(Duration.ofHours(10)) < 0) {
      next();
    }

    assertThat(count("updated")).isBetween(10L, 11L);
  }

  @Test
  void intervalOfZero_meansNone() {
    manager.intervals(BEAT, Duration.ZERO);
    while (passed.compareTo(Duration.ofHours(3)) < 0) {
      next();
    }

    assertThat(count("updated")).isZero();
    assertThat(manager.heartbeats()).hasSizeGreaterThan(17);
  }

  @Test
  void primarySource_isAskedAfterThreeRoundsWithoutARelayAsLongAsNoneAnswers() {
    computer.alive.clear();
    computer.alive.add(PRIMARY);
    manager.relays(new RelayList("Default", List.of(ONE, TWO), Optional.of(PRIMARY)));
    while (computer.asked.size() < 6) {
      next();
    }
    assertThat(computer.asked.subList(0, 3)).containsOnly(List.of(ONE, TWO));
    assertThat(computer.asked.subList(3, 6)).containsOnly(List.of(ONE, TWO, PRIMARY));
    assertThat(passed).as("the rounds are not an interval apart").isLessThan(Duration.ofHours(3));

    computer.alive.add(ONE);
    while (computer.asked.size() < 8) {
      next();
    }
    assertThat(computer.asked.get(7)).as("a relay answered").isEqualTo(List.of(ONE, TWO));
  }

  @Test
  void updateThatAskedNobody_isNoAnswerOfARelay() {
    computer.alive.clear();
    manager.relays(new RelayList("Default", List.of(ONE, TWO), Optional.of(PRIMARY)));
    while (computer.asked.size() < 2) {
      next();
    }
    computer.folderInUse = true;
    long before = count("updated");
    while (count("updated") == before) {
      next();
    }
    computer.folderInUse = false;

    while (computer.asked.size() < 4) {
      next();
    }

    assertThat(computer.asked.subList(0, 3)).containsOnly(List.of(ONE, TWO));
    assertThat(computer.asked.get(3)).isEqualTo(List.of(ONE, TWO, PRIMARY));
  }

  @Test
  void primarySourceThatIsNotNamed_isNeverAsked() {
    computer.alive.clear();
    while (computer.asked.size() < 6) {
      next();
    }

    assertThat(computer.asked).containsOnly(List.of(ONE, TWO));
  }

  @Test
  void clockThatIsSetBack_doesNotSilenceTheComputer() {
    loop.step();
    int before = manager.heartbeats().size();
    clock.set(START.minus(Duration.ofDays(30)));

    loop.step();

    assertThat(manager.heartbeats()).hasSizeGreaterThan(before);
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_CLOCK_CHANGED);
    while (count("updated") < 2) {
      next();
      assertThat(passed).isLessThan(Duration.ofHours(3));
    }
  }

  @Test
  void whatTheManagerSaid_isRememberedOverARestart() throws IOException {
    loop.step();

    Membership kept = memory().membership().read().orElseThrow();

    assertThat(kept.guidance().orElseThrow().relays().relays()).containsExactly(ONE, TWO);
    assertThat(kept.guidance().orElseThrow().update()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void reportOnDemand_doesNotWaitForItsTime() {
    loop.step();
    UUID order = manager.order(OrderKind.CLEAR_CACHE, START.plusSeconds(60));

    assertThat(loop.once()).isEmpty();

    assertThat(manager.outcomes(order)).hasSize(1);
    manager.becoming(AWAY);
    assertThat(loop.once()).isPresent();
  }
}
