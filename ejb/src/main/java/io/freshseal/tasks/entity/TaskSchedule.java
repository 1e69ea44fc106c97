package io.freshseal.tasks.entity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * When a task is due. The wall clock of its zone decides, but for {@link Recurrence#HOURLY}. A wall
 * time that the clocks jump over happens as much later as they jump; one that comes twice happens
 * the first time. So no day is skipped and none runs twice; where a zone drops a whole day, that
 * day and the one after fall on one instant, which is one run.
 *
 * @param every how often
 * @param start the first run, by the wall clock of the zone
 * @param zone whose rules of summer and winter time hold
 */
public record TaskSchedule(Recurrence every, LocalDateTime start, ZoneId zone) {

  private static final long MINUTES_OF_AN_HOUR = 60;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 9000;

  public TaskSchedule {
    Objects.requireNonNull(every);
    Objects.requireNonNull(zone);
    start = start.truncatedTo(ChronoUnit.MINUTES);
  }

  /** Whether a start is one that can be counted from. */
  public static boolean isStart(LocalDateTime start) {
    return start.getYear() >= FIRST_YEAR && start.getYear() <= LAST_YEAR;
  }

  /** The first time after this instant, itself excluded; empty if there is none any more. */
  public Optional<Instant> next(Instant after) {
    long n = Math.max(0, passed(after));
    while (n == 0 || every != Recurrence.ONCE) {
      Instant due = at(n);
      if (due.isAfter(after)) {
        return Optional.of(due);
      }
      n++;
    }
    return Optional.empty();
  }

  /** The next times after this instant, at most so many. */
  public List<Instant> next(Instant after, int most) {
    List<Instant> times = new ArrayList<>();
    Optional<Instant> due = next(after);
    while (due.isPresent() && times.size() < most) {
      times.add(due.get());
      due = next(due.get());
    }
    return List.copyOf(times);
  }

  // The n-th time, counted from 0. Month ends are counted from the start each time: the 31st stays
  // the 31st after a February.
  private Instant at(long n) {
    return switch (every) {
      case ONCE -> instant(start);
      case HOURLY -> instant(start).plus(Duration.ofHours(n));
      case DAILY -> instant(start.plusDays(n));
      case WEEKLY -> instant(start.plusWeeks(n));
      case MONTHLY -> instant(start.plusMonths(n));
    };
  }

  private Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  // How many times have passed for certain, and hardly fewer than have: a place to search from. No
  // zone is ever more than a day away from where its clocks were.
  private long passed(Instant after) {
    LocalDateTime local = LocalDateTime.ofInstant(after, zone).minusDays(2);
    return switch (every) {
      case ONCE -> 0;
      case HOURLY -> Duration.between(instant(start), after).toMinutes() / MINUTES_OF_AN_HOUR;
      case DAILY -> ChronoUnit.DAYS.between(start, local);
      case WEEKLY -> ChronoUnit.WEEKS.between(start, local);
      case MONTHLY -> ChronoUnit.MONTHS.between(start, local);
    };
  }
}
