package io.freshseal.trust.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrustedTimeTest {

  private static final Instant TRUSTED = Instant.parse("2030-06-01T12:00:00Z");

  @Test
  void withoutTrustedTime_theClockIsBelieved() {
    assertThat(TrustedTime.judgeTime(TRUSTED, Optional.empty()).toOptional()).contains(TRUSTED);
  }

  @Test
  void clockAhead_isBelieved() {
    Instant clock = TRUSTED.plusSeconds(9);

    assertThat(TrustedTime.judgeTime(clock, Optional.of(TRUSTED)).toOptional()).contains(clock);
  }

  @Test
  void clockBehindWithinTheTolerance_isReplacedByTrustedTime() {
    Instant clock = TRUSTED.minusSeconds(300);

    assertThat(TrustedTime.judgeTime(clock, Optional.of(TRUSTED)).toOptional()).contains(TRUSTED);
  }

  @Test
  void clockFurtherBehind_isRefused() {
    Instant clock = TRUSTED.minusSeconds(301);

    assertThat(TrustedTime.judgeTime(clock, Optional.of(TRUSTED)).code())
        .isEqualTo(StatusCode.CLOCK_UNTRUSTED);
  }
}
