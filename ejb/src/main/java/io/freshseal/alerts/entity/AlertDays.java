package io.freshseal.alerts.entity;

import io.freshseal.events.entity.EventLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many days ahead an end is told, the longest time first. The nearer the day, the higher the
 * level: the last of the times is critical, the one before it an error, any other a warning.
 */
public record AlertDays(List<Integer> days) {

  public AlertDays {
    days = days.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    if (days.isEmpty()) {
      throw new IllegalArgumentException("no day to tell anything on");
    }
  }

  /**
   * How near an end is.
   *
   * @param days the shortest of the times that it is within; 0 once it is there
   * @param level how much it matters by that
   */
  public record Nearness(int days, EventLevel level) {}

  /** How near an end is; empty while it is further away than the longest time. */
  public Optional<Nearness> nearness(Instant end, Instant now) {
    if (!end.isAfter(now)) {
      return Optional.of(new Nearness(0, EventLevel.CRITICAL));
    }
    int passed = (int) days.stream().filter(day -> isWithin(day, end, now)).count();
    return passed == 0
        ? Optional.empty()
        : Optional.of(new Nearness(days.get(passed - 1), level(days.size() - passed)));
  }

  private static EventLevel level(int left) {
    return left == 0 ? EventLevel.CRITICAL : left == 1 ? EventLevel.ERROR : EventLevel.WARNING;
  }

  private static boolean isWithin(int day, Instant end, Instant now) {
    return !end.isAfter(now.plus(Duration.ofDays(day)));
  }
}
