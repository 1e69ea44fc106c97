package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a computer of the fleet carries out what it is ordered. */
class LoopOrdersTest extends LoopBench {

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
  void reportOnDemand_doesNotWaitForItsTime() {
    loop.step();
    UUID order = manager.order(OrderKind.CLEAR_CACHE, START.plusSeconds(60));

    assertThat(loop.once()).isEmpty();

    assertThat(manager.outcomes(order)).hasSize(1);
    manager.becoming(AWAY);
    assertThat(loop.once()).isPresent();
  }

  @Test
  void orderThatTheEndOfTheProcessCutsOff_hasNoOutcome_andIsCarriedOutByTheNext()
      throws IOException {
    UUID order = manager.order(OrderKind.UPDATE, START.plusSeconds(60));
    List<Runnable> cutOff = new ArrayList<>();
    worker = cutOff::add;
    loop.step();
    loop.close();
    computer.alive.clear();
    cutOff.get(0).run();
    loop.step();

    assertThat(memory().log().unfinished()).hasSize(1);
    assertThat(memory().log().lastRun()).isEmpty();
    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .containsOnly(OrderState.IN_PROGRESS);

    computer.alive.add(ONE);
    worker = Runnable::run;
    start();
    loop.step();

    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .endsWith(OrderState.SUCCEEDED);
  }

  @Test
  void workThatEndsWellWhileTheProcessEnds_isKnownToTheNext() throws IOException {
    UUID order = manager.order(OrderKind.UPDATE, START.plusSeconds(60));
    List<Runnable> last = new ArrayList<>();
    worker = last::add;
    loop.step();
    loop.close();
    last.get(0).run();

    assertThat(memory().log().find(order).orElseThrow().report().state())
        .isEqualTo(OrderState.SUCCEEDED);
  }

  @Test
  void nothingIsBegun_onceTheProcessEnds() {
    manager.order(OrderKind.CLEAR_CACHE, START.plusSeconds(60));
    loop.close();

    loop.step();
    advance(Duration.ofHours(2));
    loop.step();

    assertThat(computer.log).containsExactly("found");
  }
}
