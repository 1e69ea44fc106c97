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

  /** The level of an end; empty while it is further away than the longest time. */
  public Optional<EventLevel> level(Instant end, Instant now) {
    int passed = (int) days.stream().filter(day -> isWithin(day, end, now)).count();
    if (passed == 0) {
      return Optional.empty();
    }
    if (!end.isAfter(now) || passed == days.size()) {
      return Optional.of(EventLevel.CRITICAL);
    }
    return Optional.of(passed == days.size() - 1 ? EventLevel.ERROR : EventLevel.WARNING);
  }

  private static boolean isWithin(int day, Instant end, Instant now) {
    return !end.isAfter(now.plus(Duration.ofDays(day)));
  }
}
