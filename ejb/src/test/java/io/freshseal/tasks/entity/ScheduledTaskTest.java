package io.freshseal.tasks.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a task knows of its times, and what it takes from an operator. */
class ScheduledTaskTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Instant DUE = Instant.parse("2030-06-02T01:00:00Z");

  private static TaskValues values(String start, boolean enabled) {
    return new TaskValues(
        "nightly",
        OrderKind.UPDATE,
        List.of(new UUID(1, 2), new UUID(3, 4)),
        Optional.of("group"),
        new TaskSchedule(Recurrence.DAILY, LocalDateTime.parse(start), ZoneId.of("Europe/Berlin")),
        Duration.ofHours(2),
        enabled);
  }

  private static ScheduledTask task() {
    return new ScheduledTask(new UUID(7, 7), values("2030-05-01T03:00", true), NOW);
  }

  @Test
  void whatWasSaid_isKept() {
    assertThat(task().values()).isEqualTo(values("2030-05-01T03:00", true));
    assertThat(task().nextRun()).contains(DUE);
  }

  @Test
  void timesMissed_areOneRunAndNoMore() {
    ScheduledTask task = task();
    Instant late = DUE.plus(Duration.ofDays(5)).plusSeconds(1);

    assertThat(task.isDue(DUE.minusMillis(1))).isFalse();
    assertThat(task.isDue(late)).isTrue();
    task.moveOn(late);

    assertThat(task.isDue(late)).isFalse();
    assertThat(task.nextRun()).contains(DUE.plus(Duration.ofDays(6)));
  }

  @Test
  void aChangeOfSomethingElse_leavesADueTimeDue() {
    ScheduledTask task = task();
    Instant late = DUE.plusSeconds(60);

    task.change(values("2030-05-01T03:00", true), late);

    assertThat(task.isDue(late)).isTrue();
  }

  @Test
  void anotherScheduleOrSwitchingOff_countsFromNow() {
    ScheduledTask task = task();
    task.change(values("2030-05-01T04:00", true), DUE.plusSeconds(60));
    assertThat(task.nextRun()).contains(DUE.plus(Duration.ofHours(1)));

    task.change(values("2030-05-01T04:00", false), DUE);
    assertThat(task.nextRun()).isEmpty();

    task.change(values("2030-05-01T04:00", true), DUE.plus(Duration.ofDays(9)));
    assertThat(task.nextRun()).contains(DUE.plus(Duration.ofDays(9)).plus(Duration.ofHours(1)));
  }

  @Test
  void aRunThatCameToNothing_leavesTheLastUpdateKnown() {
    ScheduledTask task = task();
    UUID update = new UUID(8, 8);
    task.ordered(update, DUE);

    task.omitted(TaskResult.SKIPPED, Sentence.of(TaskSentence.STILL_RUNNING, update), NOW);

    assertThat(task.lastResult()).contains(TaskResult.SKIPPED);
    assertThat(task.lastRun()).contains(NOW);
    assertThat(task.lastUpdate()).contains(update);
  }

  @Test
  void theLastOfASpread_hasAsLongAsTheFirst() {
    assertThat(values("2030-05-01T03:00", true).order().timeout()).isEqualTo(Duration.ofHours(6));
    assertThat(values("2030-05-01T03:00", true).refused()).isEmpty();
    assertThat(values("1999-05-01T03:00", true).refused())
        .contains(Sentence.of(TaskSentence.START));
  }
}
