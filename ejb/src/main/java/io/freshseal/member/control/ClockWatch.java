package io.freshseal.member.control;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Notices when the clock goes another way than time does. Not for several threads. */
final class ClockWatch {

  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  private final Surroundings around;
  private Instant seen;
  private long ticks;

  ClockWatch(Surroundings around) {
    this.around = around;
    look();
  }

  /** What happened to the clock since the last question, if something did. */
  Optional<SystemEvent> changed() {
    Instant expected = seen.plusNanos(around.ticker().getAsLong() - ticks);
    look();
    return Duration.between(expected, seen).abs().compareTo(TOLERANCE) > 0
        ? Optional.of(SystemEvent.of(EventType.AGENT_CLOCK_CHANGED, seen).figures(expected, seen))
        : Optional.empty();
  }

  private void look() {
    seen = around.clock().instant();
    ticks = around.ticker().getAsLong();
  }
}
