package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = 1_000_000_000L;
  private static final TransferLimits LIMITS =
      new TransferLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(100),
          1000,
          Duration.ofSeconds(10),
          1000,
          1000,
          1,
          Duration.ZERO);

  private final AtomicLong now = new AtomicLong(-5 * SECOND);
  private final Pace pace = new Pace(LIMITS, now::get);

  private void elapse(long seconds, int bytes) {
    now.addAndGet(seconds * SECOND);
    pace.waited(seconds * SECOND, bytes);
  }

  @Test
  void bodyAtTheMinimumRate_passesEveryWindow() {
    for (int window = 0; window < 9; window++) {
      elapse(10, 10_000);
      assertThat(pace.verdict()).isEmpty();
    }
  }

  @Test
  void bodyBelowTheMinimumRate_isTooSlowAfterOneWindow() {
    elapse(9, 9_000);
    assertThat(pace.verdict()).isEmpty();
    elapse(1, 999);
    assertThat(pace.verdict()).map(HttpFault::code).contains(StatusCode.TOO_SLOW);
  }

  @Test
  void burstBefore_doesNotPayForAStallAfter() {
    elapse(10, 1_000_000);
    assertThat(pace.verdict()).isEmpty();
    elapse(10, 0);
    assertThat(pace.verdict()).map(HttpFault::code).contains(StatusCode.TOO_SLOW);
  }

  @Test
  void timeTheReaderSpends_isNotTheServersFault() {
    elapse(1, 10);
    now.addAndGet(50 * SECOND);
    assertThat(pace.verdict()).isEmpty();
    assertThat(pace.patienceNanos()).isEqualTo(9 * SECOND);
  }

  @Test
  void totalTime_isABoundWhateverTheRate() {
    for (int i = 0; i < 9; i++) {
      elapse(10, 1_000_000);
      assertThat(pace.verdict()).isEmpty();
    }
    assertThat(pace.patienceNanos()).isEqualTo(10 * SECOND);
    elapse(10, 1_000_000);
    assertThat(pace.verdict()).map(HttpFault::code).contains(StatusCode.TOO_SLOW);
    assertThat(pace.patienceNanos()).isZero();
  }
}
