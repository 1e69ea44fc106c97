package io.freshseal.tasks.entity;

import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Sentence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A security update that is ordered by the clock. */
@Entity
@Table(name = "scheduled_task")
public class ScheduledTask {

  @Id
  @Column(name = "task_id")
  private String id;

  @Column(name = "task_name", nullable = false)
  private String name;

  @Enumerated(EnumType.STRING)
  @Column(name = "order_kind", nullable = false)
  private OrderKind kind;

  // Ids with blanks between them.
  @Column(nullable = false)
  private String computers;

  @Column(name = "group_id")
  private String group;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Recurrence recurrence;

  @Column(name = "starts_at", nullable = false)
  private String start;

  @Column(name = "time_zone", nullable = false)
  private String zone;

  @Column(name = "spread_ms", nullable = false)
  private long spread;

  @Column(nullable = false)
  private boolean enabled;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "next_run")
  private Instant nextRun;

  @Column(name = "last_run")
  private Instant lastRun;

  @Enumerated(EnumType.STRING)
  @Column(name = "last_result")
  private TaskResult lastResult;

  @Column(name = "last_sentence")
  private String lastSentence;

  @Column(name = "last_update")
  private String lastUpdate;

  /** For the persistence provider. */
  protected ScheduledTask() {}

  /** Makes the row of a new task. */
  public ScheduledTask(UUID id, TaskValues values, Instant now) {
    this.id = id.toString();
    this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    fill(values);
    this.nextRun = enabled ? values.schedule().next(now).orElse(null) : null;
  }

  /**
   * Takes over what an operator has changed. A due time that is not run yet stays, unless the
   * schedule is another one or the task is not to run by itself.
   */
  public void change(TaskValues values, Instant now) {
    boolean stays = enabled && values.enabled() && schedule().equals(values.schedule());
    fill(values);
    if (!stays) {
      nextRun = enabled ? values.schedule().next(now).orElse(null) : null;
    }
  }

  private void fill(TaskValues values) {
    name = values.name();
    kind = values.kind();
    computers = values.computers().stream().map(UUID::toString).collect(Collectors.joining(" "));
    group = values.group().orElse(null);
    recurrence = values.schedule().every();
    start = values.schedule().start().toString();
    zone = values.schedule().zone().getId();
    spread = values.spread().toMillis();
    enabled = values.enabled();
  }

  /** Whether it is to run now: late once, however many times were missed. */
  public boolean isDue(Instant now) {
    return nextRun != null && !nextRun.isAfter(now);
  }

  /** Goes on to the first due time after now; what was missed before is not made up for. */
  public void moveOn(Instant now) {
    nextRun = schedule().next(now).orElse(null);
  }

  /** Notes that a security update was ordered. */
  public void ordered(UUID update, Instant now) {
    note(TaskResult.ORDERED, null, now);
    lastUpdate = update.toString();
  }

  /** Notes that none was, and why; the last one that was ordered stays known. */
  public void omitted(TaskResult result, Sentence why, Instant now) {
    note(result, why.encoded(), now);
  }

  private void note(TaskResult result, String sentence, Instant now) {
    lastRun = now.truncatedTo(ChronoUnit.MILLIS);
    lastResult = result;
    lastSentence = sentence;
  }

  private TaskSchedule schedule() {
    return new TaskSchedule(recurrence, LocalDateTime.parse(start), ZoneId.of(zone));
  }

  /** Names the task in URLs. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** What an operator has said of it. */
  public TaskValues values() {
    return new TaskValues(
        name,
        kind,
        Arrays.stream(computers.split(" "))
            .filter(text -> !text.isEmpty())
            .map(UUID::fromString)
            .toList(),
        Optional.ofNullable(group),
        schedule(),
        Duration.ofMillis(spread),
        enabled);
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it is due; empty if never again, or while it is disabled. */
  public Optional<Instant> nextRun() {
    return Optional.ofNullable(nextRun);
  }

  /** When it last ran, or was to run. */
  public Optional<Instant> lastRun() {
    return Optional.ofNullable(lastRun);
  }

  /** What came of that. */
  public Optional<TaskResult> lastResult() {
    return Optional.ofNullable(lastResult);
  }

  /** Why nothing came of it, if nothing did. */
  public Optional<Sentence> lastSentence() {
    return Optional.ofNullable(lastSentence).flatMap(Sentence::decode);
  }

  /** The last security update that it ordered. */
  public Optional<UUID> lastUpdate() {
    return Optional.ofNullable(lastUpdate).map(UUID::fromString);
  }
}
