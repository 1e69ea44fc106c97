package io.freshseal.trust.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClockRuleTest {

  private static final Instant LOCAL = Instant.parse("2030-06-01T12:00:00Z");

  private static List<ClockSighting> hosts(Duration... leads) {
    return IntStream.range(0, leads.length)
        .mapToObj(i -> new ClockSighting("host" + i, LOCAL.plus(leads[i]), LOCAL))
        .toList();
  }

  @Test
  void twoHostsThatAgree_contradictTheClock() {
    assertThat(ClockRule.contradiction(hosts(Duration.ofDays(400), Duration.ofDays(400))))
        .contains(Duration.ofDays(400));
    assertThat(
            ClockRule.contradiction(
                hosts(Duration.ofDays(-400), Duration.ofDays(-400).plusMinutes(5))))
        .isPresent();
  }

  @Test
  void oneHost_orOneHostTwice_doesNot() {
    ClockSighting one = new ClockSighting("host", LOCAL.plusSeconds(86_400), LOCAL);

    assertThat(ClockRule.contradiction(List.of(one))).isEmpty();
    assertThat(ClockRule.contradiction(List.of(one, one))).isEmpty();
    assertThat(ClockRule.contradiction(List.of())).isEmpty();
  }

  @Test
  void hostsThatDisagreeAmongThemselves_doNot() {
    assertThat(ClockRule.contradiction(hosts(Duration.ofDays(400), Duration.ofDays(-400))))
        .isEmpty();
    assertThat(ClockRule.contradiction(hosts(Duration.ofMinutes(10), Duration.ofMinutes(16))))
        .isEmpty();
  }

  @Test
  void hostsThatAreNotMoreThanThoseThatBearTheClockOut_doNot() {
    Duration off = Duration.ofDays(1);

    assertThat(ClockRule.contradiction(hosts(off, off, Duration.ZERO, Duration.ofMinutes(5))))
        .isEmpty();
    assertThat(ClockRule.contradiction(hosts(off, off, Duration.ZERO))).contains(off);
  }
}
