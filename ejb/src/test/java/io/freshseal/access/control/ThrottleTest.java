package io.freshseal.access.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final String HERE = "192.0.2.1";

  private final Throttle throttle = new Throttle();

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      throttle.failed("admin", HERE, NOW);
    }
  }

  @Test
  void fourFailures_closeNothing() {
    fail(4);

    assertThat(throttle.closed("admin", HERE, NOW)).isEmpty();
  }

  @Test
  void fifthFailure_closesForASecondAndSaysSoOnce() {
    fail(4);

    assertThat(throttle.failed("admin", HERE, NOW)).isTrue();
    assertThat(throttle.closed("admin", HERE, NOW)).contains(Duration.ofSeconds(1));
    assertThat(throttle.closed("admin", HERE, NOW.plusSeconds(1))).isEmpty();
    assertThat(throttle.failed("admin", HERE, NOW)).isFalse();
  }

  @Test
  void furtherFailures_doubleThePauseUpToFiveMinutes() {
    fail(7);
    assertThat(throttle.closed("admin", HERE, NOW)).contains(Duration.ofSeconds(4));

    fail(50);
    assertThat(throttle.closed("admin", HERE, NOW)).contains(Duration.ofMinutes(5));
  }

  @Test
  void otherNamesAndAddresses_areNotConcerned() {
    fail(10);

    assertThat(throttle.closed("other", HERE, NOW)).isEmpty();
    assertThat(throttle.closed("admin", "192.0.2.2", NOW)).isEmpty();
  }

  @Test
  void successAndTime_areForgiving() {
    fail(10);
    throttle.succeeded("admin", HERE);
    assertThat(throttle.closed("admin", HERE, NOW)).isEmpty();

    fail(4);
    assertThat(throttle.failed("admin", HERE, NOW.plus(Duration.ofHours(1)))).isFalse();
    assertThat(throttle.closed("admin", HERE, NOW.plus(Duration.ofHours(1)))).isEmpty();
  }

  @Test
  void memory_isBounded() {
    fail(10);
    for (int i = 0; i < 10_000; i++) {
      throttle.failed("name" + i, HERE, NOW);
    }

    assertThat(throttle.closed("admin", HERE, NOW)).isEmpty();
  }
}
