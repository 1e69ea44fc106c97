package io.freshseal.console.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {

  private static final Instant BEGINS = Instant.parse("2026-11-01T00:00:00Z");

  @ParameterizedTest(name = "life {0}, left {1}: {2}")
  @CsvSource({
    "P90D, P89D, OK",
    "P90D, P30D, OK",
    "P90D, PT719H, DUE",
    "P90D, P7D, DUE",
    "P90D, PT167H, CRITICAL",
    "P90D, PT1S, CRITICAL",
    "P90D, PT0S, EXPIRED",
    "P90D, PT-1S, EXPIRED",
    "P900D, P31D, OK",
    "PT12M, PT4M, OK",
    "PT12M, PT3M, DUE",
    "PT12M, PT59S, CRITICAL"
  })
  void whatIsLeft_isMeasuredAgainstTheWholeLife(Duration life, Duration left, Urgency urgency) {
    Instant expires = BEGINS.plus(life);
    assertThat(Urgency.of(BEGINS, expires, expires.minus(left))).isEqualTo(urgency);
  }

  @Test
  void ofTwo_theMoreUrgentWins() {
    assertThat(Urgency.OK.or(Urgency.CRITICAL)).isEqualTo(Urgency.CRITICAL);
    assertThat(Urgency.EXPIRED.or(Urgency.DUE)).isEqualTo(Urgency.EXPIRED);
  }
}
