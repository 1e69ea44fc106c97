package io.freshseal.computers.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrangersTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private final Strangers strangers = new Strangers();

  @Test
  void address_isToldOfOnceAnHour() {
    assertThat(strangers.isNews("192.0.2.1", NOW)).isTrue();
    assertThat(strangers.isNews("192.0.2.1", NOW.plus(Duration.ofMinutes(59)))).isFalse();
    assertThat(strangers.isNews("192.0.2.2", NOW)).isTrue();
    assertThat(strangers.isNews("192.0.2.1", NOW.plus(Duration.ofMinutes(60)))).isTrue();
  }

  @Test
  void flood_isToldOfUpToABound_andHeardAgainAnHourLater() {
    long told =
        IntStream.range(0, 100_000).filter(i -> strangers.isNews("2001:db8::" + i, NOW)).count();

    assertThat(told).isEqualTo(Strangers.MOST);
    assertThat(strangers.isNews("192.0.2.1", NOW)).isFalse();
    assertThat(strangers.isNews("192.0.2.1", NOW.plus(Duration.ofHours(1)))).isTrue();
  }
}
