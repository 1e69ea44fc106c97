package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauses of a computer whose manager does not take what it reports. */
class BackOffTest {

  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final BackOff pauses =
      new BackOff(
          new Surroundings(
              Clock.systemUTC(),
              System::nanoTime,
              new Random(7),
              Runnable::run,
              new ScriptedComputer(Clock.systemUTC())));

  @ParameterizedTest
  @CsvSource({"0, 1", "7, 7", "600, 600", "601, 600", "999999999, 600"})
  void pauseThatIsAskedFor_isMadeWithinBounds(long asked, long made) {
    for (int i = 0; i < 100; i++) {
      assertThat(pauses.asked(Duration.ofSeconds(asked)))
          .isBetween(Duration.ofSeconds(made), Duration.ofMillis(made * 1500));
    }
  }

  @Test
  void firstFailure_isFollowedByThePauseThatWasAskedFor() {
    assertThat(pauses.next(INTERVAL, Optional.of(Duration.ofSeconds(5))))
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(7500));
    assertThat(pauses.failures()).isOne();
  }

  @Test
  void whoAsksForShortPausesAgainAndAgain_getsLongOnes() {
    Duration pause = Duration.ZERO;
    for (int i = 0; i < 10; i++) {
      pause = pauses.next(INTERVAL, Optional.of(Duration.ofSeconds(1)));
    }

    assertThat(pause).isBetween(INTERVAL.dividedBy(2), INTERVAL);
  }

  @Test
  void longerPause_isMadeWhateverTheOwnOneIs() {
    pauses.next(INTERVAL, Optional.empty());

    assertThat(pauses.next(INTERVAL, Optional.of(Duration.ofMinutes(9))))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(9));
  }
}
