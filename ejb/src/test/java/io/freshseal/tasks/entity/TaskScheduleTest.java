package io.freshseal.tasks.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Every due time once and none left out, whatever the clocks of a place are set to. */
class TaskScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

  private static TaskSchedule schedule(Recurrence every, String start, ZoneId zone) {
    return new TaskSchedule(every, LocalDateTime.parse(start), zone);
  }

  private static List<Instant> times(String... texts) {
    return List.of(texts).stream().map(Instant::parse).toList();
  }

  @Test
  void aTimeThatTheClocksJumpOver_isAsMuchLater() {
    TaskSchedule daily = schedule(Recurrence.DAILY, "2030-03-30T02:30", BERLIN);

    assertThat(daily.next(Instant.parse("2030-03-29T12:00:00Z"), 3))
        .isEqualTo(times("2030-03-30T01:30:00Z", "2030-03-31T01:30:00Z", "2030-04-01T00:30:00Z"));
  }

  @Test
  void aTimeThatComesTwice_isTheFirst() {
    TaskSchedule daily = schedule(Recurrence.DAILY, "2030-10-26T02:30", BERLIN);

    assertThat(daily.next(Instant.parse("2030-10-25T12:00:00Z"), 3))
        .isEqualTo(times("2030-10-26T00:30:00Z", "2030-10-27T00:30:00Z", "2030-10-28T01:30:00Z"));
  }

  @Test
  void everyHour_isSixtyMinutesAlsoWhereTheClocksChange() {
    TaskSchedule hourly = schedule(Recurrence.HOURLY, "2030-10-27T00:15", BERLIN);

    List<Instant> times = hourly.next(Instant.parse("2030-10-26T20:00:00Z"), 6);

    assertThat(times.get(0)).isEqualTo("2030-10-26T22:15:00Z");
    for (int i = 1; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 1), times.get(i))).isEqualTo(Duration.ofHours(1));
    }
  }

  @Test
  void theLastOfAMonth_staysTheLastAfterAShortOne() {
    TaskSchedule monthly = schedule(Recurrence.MONTHLY, "2031-01-31T12:00", ZoneOffset.UTC);

    assertThat(monthly.next(Instant.parse("2031-01-01T00:00:00Z"), 4))
        .isEqualTo(
            times(
                "2031-01-31T12:00:00Z",
                "2031-02-28T12:00:00Z",
                "2031-03-31T12:00:00Z",
                "2031-04-30T12:00:00Z"));
  }

  @Test
  void aDayThatAZoneDrops_isOneRunWithTheDayAfter() {
    TaskSchedule daily = schedule(Recurrence.DAILY, "2011-12-29T10:00", ZoneId.of("Pacific/Apia"));

    assertThat(daily.next(Instant.parse("2011-12-29T00:00:00Z"), 3))
        .isEqualTo(times("2011-12-29T20:00:00Z", "2011-12-30T20:00:00Z", "2011-12-31T20:00:00Z"));
  }

  @Test
  void once_isNeverAgain() {
    TaskSchedule once = schedule(Recurrence.ONCE, "2030-06-01T12:00", ZoneOffset.UTC);
    Instant start = Instant.parse("2030-06-01T12:00:00Z");

    assertThat(once.next(start.minusMillis(1))).contains(start);
    assertThat(once.next(start)).isEmpty();
  }

  // Compares with a list that knows nothing of searching: all local times in a row, each looked up
  // in the transitions of the zone.
  @RepeatedTest(200)
  void theNextTime_isTheFirstOfAllThatIsLater(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Recurrence every = Recurrence.values()[random.nextInt(Recurrence.values().length)];
    LocalDateTime start =
        LocalDate.of(2000 + random.nextInt(40), 1, 1)
            .plusDays(random.nextInt(365))
            .atTime(random.nextInt(24), random.nextInt(60));
    TaskSchedule schedule = new TaskSchedule(every, start, zone);
    TreeSet<Instant> all = allOf(schedule, start.toLocalDate().plusDays(900));

    for (int i = 0; i < 200; i++) {
      Instant after = someTime(random, all);
      Optional<Instant> expected = Optional.ofNullable(all.higher(after));
      if (expected.isPresent() || every == Recurrence.ONCE) {
        assertThat(schedule.next(after)).as("%s after %s", schedule, after).isEqualTo(expected);
      }
    }
  }

  // Around due times and long before the start; not in the last days of the list.
  private static Instant someTime(Random random, TreeSet<Instant> all) {
    List<Instant> list = new ArrayList<>(all);
    Instant due = list.get(random.nextInt(list.size()));
    return switch (random.nextInt(4)) {
      case 0 -> due;
      case 1 -> due.minusMillis(1);
      case 2 -> due.plusSeconds(random.nextInt(200_000));
      default -> list.get(0).minusSeconds(random.nextInt(40_000_000));
    };
  }

  private static TreeSet<Instant> allOf(TaskSchedule schedule, LocalDate end) {
    TreeSet<Instant> all = new TreeSet<>();
    LocalDateTime start = schedule.start();
    Instant first = resolved(start, schedule.zone());
    if (schedule.every() == Recurrence.ONCE) {
      all.add(first);
    } else if (schedule.every() == Recurrence.HOURLY) {
      Instant last = end.atStartOfDay().toInstant(ZoneOffset.UTC);
      for (Instant at = first; at.isBefore(last); at = at.plusSeconds(3600)) {
        all.add(at);
      }
    } else {
      for (LocalDate day = start.toLocalDate(); day.isBefore(end); day = day.plusDays(1)) {
        if (isDay(schedule, day)) {
          all.add(resolved(day.atTime(start.toLocalTime()), schedule.zone()));
        }
      }
    }
    return all;
  }

  private static boolean isDay(TaskSchedule schedule, LocalDate day) {
    LocalDate start = schedule.start().toLocalDate();
    return switch (schedule.every()) {
      case WEEKLY -> day.getDayOfWeek() == start.getDayOfWeek();
      case MONTHLY ->
          day.getDayOfMonth()
              == Math.min(start.getDayOfMonth(), YearMonth.from(day).lengthOfMonth());
      default -> true;
    };
  }

  private static Instant resolved(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    ZoneOffsetTransition transition = zone.getRules().getTransition(local);
    // In a gap: the offset before it, which is what "as much later" means. Twice: the first.
    ZoneOffset offset = offsets.isEmpty() ? transition.getOffsetBefore() : offsets.get(0);
    return local.toInstant(offset);
  }

  @Test
  void secondsOfAStart_areLeftOut() {
    LocalDateTime start = LocalDate.of(2030, 1, 1).atTime(LocalTime.of(1, 2, 3));

    assertThat(new TaskSchedule(Recurrence.DAILY, start, BERLIN).start())
        .isEqualTo("2030-01-01T01:02");
  }
}
