package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MeteredSourceTest {

  @Test
  void run_that_takes_too_long_asks_for_nothing_more() {
    AtomicLong nanos = new AtomicLong();
    MeteredSource source = new MeteredSource(new DyingSource(new byte[0]), nanos::get);
    nanos.set(MeteredSource.LONGEST_RUN.toNanos() + 1);
    long asked = source.traffic().requests();

    BytesAnswer answer = source.fetchBytes(Sha256.of(new byte[0]), 1);

    assertThat(answer)
        .isInstanceOfSatisfying(
            BytesAnswer.Failed.class, f -> assertThat(f.code()).isEqualTo(StatusCode.TOO_SLOW));
    assertThat(source.traffic().requests()).isEqualTo(asked);
  }
}
