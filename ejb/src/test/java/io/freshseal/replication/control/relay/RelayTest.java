package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Phase;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayTest {

  private static final Duration PAST_EXPIRY = Duration.ofDays(91);

  @TempDir private Path folder;

  private RelayBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new RelayBench(folder);
    bench.upstream.catalogValidity = Duration.ofDays(1000);
    bench.offer("pattern", "1.0");
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
  }

  @Test
  void firstRun_isRecordedAndReported() {
    RunView run = bench.run(Trigger.TIMER);

    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(run.progress().phase()).isEqualTo(Phase.DONE);
    assertThat(run.progress().switched()).isTrue();
    assertThat(run.progress().components()).isEqualTo(1);
    assertThat(bench.events(EventType.SECURITY_UPDATE_DONE)).hasSize(1);
    assertThat(bench.projection).singleElement().matches(h -> h.status() == StatusCode.OK);
    assertThat(bench.relay.current()).isEmpty();
  }

  @Test
  void timersRunWithoutNews_isRecordedAndSilent() {
    bench.run(Trigger.TIMER);
    bench.events.clear();

    bench.run(Trigger.TIMER);

    assertThat(bench.runs).hasSize(2);
    assertThat(bench.events).isEmpty();
  }

  @Test
  void runByHandWithoutNews_isReported() {
    bench.run(Trigger.TIMER);
    bench.events.clear();

    bench.run(Trigger.MANUAL);

    assertThat(bench.events(EventType.SECURITY_UPDATE_DONE)).hasSize(1);
  }

  @Test
  void orderThatNoThreadTakes_doesNotStandInTheWayOfTheNext() {
    bench.hasThreads = false;
    assertThatThrownBy(() -> bench.relay.order(Trigger.TIMER))
        .isInstanceOf(RejectedExecutionException.class);
    bench.hasThreads = true;

    assertThat(bench.relay.current()).isEmpty();
    assertThat(bench.run(Trigger.MANUAL).state()).isEqualTo(RunView.State.COMPLETED);
  }

  @Test
  void runThatTakesLong_prolongsItsClaim_andNothingDoesOnceItIsOver() {
    bench.whenAnchorsAreAskedFor = bench.relay::prolong;

    bench.run(Trigger.MANUAL);
    bench.relay.prolong();

    assertThat(bench.claims).as("one to begin with, one within the run").isEqualTo(2);
  }

  @Test
  void orderOfTheTimer_isAnsweredByTheRunThatIsGoingOn() {
    String first = bench.relay.order(Trigger.MANUAL);

    assertThat(bench.relay.order(Trigger.TIMER)).isEqualTo(first);
    assertThat(bench.relay.find(first)).get().matches(RunView::running);
    bench.work();

    assertThat(bench.runs).extracting(RunView::id).containsExactly(first);
  }

  @Test
  void orderByHandDuringAnother_isAnsweredByARunThatBeginsAfterIt() throws Exception {
    String first = bench.relay.order(Trigger.MANUAL);
    String second = bench.relay.order(Trigger.MANUAL);
    String third = bench.relay.order(Trigger.MANUAL);
    bench.work();

    assertThat(second).isNotEqualTo(first).isEqualTo(third);
    assertThat(bench.runs).extracting(RunView::id).containsExactly(first, second);
    assertThat(bench.relay.await(first)).get().extracting(RunView::id).isEqualTo(first);
    assertThat(bench.relay.await(second)).get().extracting(RunView::id).isEqualTo(second);
  }

  @Test
  void orderByHandDuringATimersRun_isDoneAfterIt() {
    String timer = bench.relay.order(Trigger.TIMER);
    String manual = bench.relay.order(Trigger.MANUAL);
    assertThat(manual).isNotEqualTo(timer).isEqualTo(bench.relay.order(Trigger.MANUAL));
    assertThat(bench.relay.find(manual)).get().matches(RunView::running);

    bench.work();

    assertThat(bench.runs).extracting(RunView::id).containsExactly(timer, manual);
    assertThat(bench.relay.find(manual)).isEmpty();
  }

  @Test
  void clearingInTurn_waitsForTheRun_andIsDoneBeforeTheNext() throws Exception {
    bench.run(Trigger.MANUAL);
    bench.relay.order(Trigger.MANUAL);
    CompletableFuture<StatusCode> clearing = new CompletableFuture<>();
    Thread waiting = new Thread(() -> clearing.complete(clearedInTurn()));
    waiting.start();
    await(() -> waiting.getState() == Thread.State.WAITING);
    String later = bench.relay.order(Trigger.MANUAL);

    assertThat(clearing).isNotDone();
    bench.waiting.remove().run();

    assertThat(clearing.get(10, TimeUnit.SECONDS)).isEqualTo(StatusCode.OK);
    waiting.join();
    assertThat(bench.vault.state().held()).isEmpty();
    bench.work();
    assertThat(bench.relay.await(later)).isPresent();
    assertThat(bench.vault.state().held()).isNotEmpty();
  }

  private StatusCode clearedInTurn() {
    try {
      return bench.relay.cache().clearInTurn(CacheScope.ALL).code();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void sourceThatIsAway_isReportedOnceAnHourAndItsReturnToo() {
    bench.run(Trigger.TIMER);
    bench.events.clear();
    bench.upstream.unreachable = true;

    for (int i = 0; i < 5; i++) {
      bench.clock.advance(Duration.ofMinutes(10));
      assertThat(bench.run(Trigger.TIMER).result()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    }
    assertThat(bench.events(EventType.SOURCE_UNREACHABLE))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.error()).contains(EventError.of(StatusCode.SOURCE_UNREACHABLE)));

    bench.clock.advance(Duration.ofHours(1));
    bench.run(Trigger.TIMER);
    assertThat(bench.events(EventType.SOURCE_UNREACHABLE)).hasSize(2);

    bench.upstream.unreachable = false;
    bench.run(Trigger.TIMER);
    assertThat(bench.events(EventType.SECURITY_UPDATE_DONE)).hasSize(1);
    assertThat(bench.vault.snapshot()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "20.0.0-1336,IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "12.0.0-1277,IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "11.0.0-1689,IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE",
    "20.0.0-1337,IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE",
    "12.0.0-1278,IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE",
    "11.0.0-1690,IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE"
  })
  void heldSignatureThatHasRunOut_isReportedOnceWithTheTextOfTheBuild(String build, String text) {
    bench.build = build;
    bench.run(Trigger.TIMER);
    bench.clock.advance(PAST_EXPIRY);

    bench.relay.check();
    bench.relay.check();

    assertThat(bench.events(EventType.UPDATE_FAILURE))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type().number()).isEqualTo(9102);
              assertThat(event.error()).contains(new EventError(-24, text));
              assertThat(event.figures()).startsWith("pattern", "1.0");
            });
    assertThat(bench.projection)
        .singleElement()
        .matches(h -> h.status() == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE);
  }

  @Test
  void whatIsHeld_isProjectedOnceAnHour_byTheClockThereIs_andWhenThatWentBack() {
    bench.run(Trigger.TIMER);
    int before = bench.projections;
    bench.clock.advance(Duration.ofMinutes(59));
    bench.relay.check();
    assertThat(bench.projections).isEqualTo(before);

    bench.clock.advance(Duration.ofMinutes(2));
    bench.relay.check();
    bench.relay.check();
    assertThat(bench.projections).as("after an hour").isEqualTo(before + 1);

    bench.clock.advance(Duration.ofHours(-5));
    bench.relay.check();
    bench.relay.check();
    assertThat(bench.projections).as("when the clock went back").isEqualTo(before + 2);

    bench.clock.advance(Duration.ofMinutes(61));
    bench.relay.check();
    assertThat(bench.projections).as("an hour after that").isEqualTo(before + 3);
  }

  @Test
  void oldBuild_agesUntilItIsReplacedAndUpdated() {
    bench.build = "20.0.0-1336";
    bench.run(Trigger.TIMER);
    bench.clock.advance(Duration.ofDays(80));
    bench.renew("pattern");
    bench.run(Trigger.TIMER);
    bench.clock.advance(Duration.ofDays(20));
    bench.relay.check();
    assertThat(bench.events(EventType.UPDATE_FAILURE)).hasSize(1);

    bench.build = "20.0.0-1337";
    RunView repaired = bench.run(Trigger.MANUAL);

    assertThat(repaired.state()).isEqualTo(State.COMPLETED);
    assertThat(repaired.progress().bytes()).isZero();
    assertThat(bench.events(EventType.UPDATE_FAILURE)).hasSize(1);
    assertThat(bench.events(EventType.UPDATE_FAILURE_ENDED)).hasSize(1);
  }

  @Test
  void refusalSeenByRunAndCheck_isOneEvent() {
    bench.run(Trigger.TIMER);
    bench.clock.advance(PAST_EXPIRY);

    bench.run(Trigger.TIMER);
    bench.relay.check();
    bench.run(Trigger.TIMER);

    assertThat(bench.events(EventType.UPDATE_FAILURE)).hasSize(1);
  }

  @Test
  void refusalInARunByHand_isAlwaysAnswered() {
    bench.run(Trigger.TIMER);
    bench.clock.advance(PAST_EXPIRY);
    bench.relay.check();

    bench.run(Trigger.MANUAL);
    bench.run(Trigger.MANUAL);

    assertThat(bench.events(EventType.UPDATE_FAILURE)).hasSize(3);
  }

  @Test
  void sourceOfAnOldBuild_givesItsTextToWhatItHandsOut() {
    bench.upstream.build = Optional.of("20.0.0-1336");
    bench.run(Trigger.TIMER);
    bench.clock.advance(PAST_EXPIRY);

    bench.run(Trigger.MANUAL);

    assertThat(bench.events(EventType.UPDATE_FAILURE))
        .extracting(SystemEvent::error)
        .contains(Optional.of(new EventError(-24, "IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE")));
  }

  @Test
  void heldSignatureThatRanOutByAWrongClockAlone_isReportedAsAFaultOfTheClock() {
    bench.run(Trigger.TIMER);
    bench.clock.advance(PAST_EXPIRY);
    bench.upstream.hosts = Map.of("a.test", PAST_EXPIRY.negated(), "b.test", PAST_EXPIRY.negated());

    bench.relay.check();

    assertThat(bench.events(EventType.UPDATE_FAILURE)).isEmpty();
    assertThat(bench.events(EventType.UPDATE_FAULT))
        .singleElement()
        .matches(e -> e.error().orElseThrow().code() == StatusCode.CLOCK_UNTRUSTED.code());
    assertThat(bench.projection)
        .singleElement()
        .matches(h -> h.status() == StatusCode.CLOCK_UNTRUSTED);
  }

  @Test
  void twoCatalogsOfOneSequence_areACriticalEventWithBothDigests() {
    bench.run(Trigger.TIMER);
    Sha256 accepted = bench.vault.state().memory("primary").orElseThrow().catalog();
    bench.upstream.offer("pattern", "1.1", new byte[] {1});
    bench.upstream.publishAs(1);

    bench.run(Trigger.TIMER);

    assertThat(bench.events(EventType.EQUIVOCATION))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.type().level()).isEqualTo(EventLevel.CRITICAL);
              assertThat(event.error().orElseThrow().code()).isEqualTo(-43);
              assertThat(event.figures().get(4)).isEqualTo(accepted.hex());
              assertThat(event.figures().get(5)).hasSize(64).isNotEqualTo(accepted.hex());
            });
  }

  @Test
  void componentThatComesOrGoes_isAnEventOnce() {
    bench.offer("rules", "1.0");
    bench.run(Trigger.TIMER);
    bench.upstream.withdraw("rules");
    bench.offer("engine", "1.0");

    bench.run(Trigger.TIMER);
    bench.run(Trigger.TIMER);

    assertThat(bench.events(EventType.COMPONENTS_WITHDRAWN))
        .singleElement()
        .matches(event -> event.figures().equals(List.of("1", "rules")));
    assertThat(bench.events(EventType.COMPONENTS_ADDED))
        .extracting(SystemEvent::figures)
        .containsExactly(List.of("1", "engine"));
  }

  @Test
  void otherNodesLease_endsTheRunAsBusyAndSilently() {
    bench.leased = false;

    assertThat(bench.run(Trigger.TIMER).result()).isEqualTo(StatusCode.BUSY);
    assertThat(bench.events).isEmpty();
    assertThat(bench.vault.snapshot()).isEmpty();
  }

  @Test
  void anchorsThatCannotBeRead_failTheRunAndLeaveTheServedStateAlone() {
    bench.run(Trigger.TIMER);
    var before = bench.vault.snapshot().orElseThrow();
    bench.anchors = Verdict.reject(StatusCode.STORAGE_FAULT, Evidence.of(Sentence.asIs("Gone.")));
    bench.offer("pattern", "2.0");

    RunView run = bench.run(Trigger.TIMER);

    assertThat(run.result()).isEqualTo(StatusCode.STORAGE_FAULT);
    assertThat(bench.vault.snapshot()).containsSame(before);
    assertThat(bench.events(EventType.UPDATE_FAULT)).hasSize(1);
  }

  @Test
  void clearedStore_isFilledAgainByTheNextRun() {
    bench.run(Trigger.TIMER);

    assertThat(bench.relay.cache().clear(CacheScope.ALL).code()).isEqualTo(StatusCode.OK);
    assertThat(bench.vault.snapshot()).isEmpty();
    assertThat(bench.projection).isEmpty();

    bench.run(Trigger.TIMER);
    assertThat(bench.vault.snapshot()).isPresent();
  }
}
