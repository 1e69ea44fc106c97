package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.member.entity.RelayList;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a computer of the fleet updates by itself, and from whom. */
class LoopUpdatesTest extends LoopBench {

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
  void updateThatIsWanted_comesBeforeItsTime_andTheIntervalGoesOnFromThere() {
    next();
    next();
    advance(Duration.ofMinutes(1));
    long before = count("updated");
    CompletableFuture<Void> wanted = CompletableFuture.runAsync(this::updateNow);
    while (!wanted.isDone()) {
      loop.step();
    }
    wanted.join();

    assertThat(count("updated")).isEqualTo(before + 1);
    Duration asked = passed;
    while (count("updated") == before + 1) {
      next();
    }
    assertThat(passed.minus(asked)).isGreaterThanOrEqualTo(Duration.ofMinutes(59));
  }

  private void updateNow() {
    try {
      loop.updateNow();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void updateThatIsWantedOfWhoeverMakesNone_isNotMade() throws InterruptedException {
    manager.intervals(BEAT, Duration.ZERO);
    loop.step();
    assertThat(loop.updatesByItself()).isFalse();
    loop.updateNow();
    loop.step();
    assertThat(count("updated")).isZero();
  }

  @Test
  void loopThatIsClosed_keepsNobodyWaiting() throws InterruptedException {
    loop.step();
    loop.close();
    loop.updateNow();
    assertThat(loop.updatesByItself()).isFalse();
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
}
