package io.freshseal.console.tasks;

import io.freshseal.member.entity.OrderKind;
import io.freshseal.tasks.entity.Recurrence;
import io.freshseal.tasks.entity.ScheduledTask;
import io.freshseal.tasks.entity.TaskSchedule;
import io.freshseal.tasks.entity.TaskValues;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is typed about a scheduled task. */
public class TaskForm {

  /** The spreads to choose from. */
  static final List<Duration> SPREADS =
      List.of(
          Duration.ZERO,
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12));

  private UUID id;
  private String name;
  private String kind = OrderKind.UPDATE.name();
  private String group;
  private String every = Recurrence.DAILY.name();
  private String start;
  private String zone;
  private String spread = Duration.ZERO.toString();
  private boolean enabled = true;
  private List<UUID> computers = List.of();

  /** A form that begins at the next full hour of a zone. */
  TaskForm(Instant now, ZoneId zone) {
    this.zone = zone.getId();
    this.start =
        LocalDateTime.ofInstant(now, zone).truncatedTo(ChronoUnit.HOURS).plusHours(1).toString();
  }

  void fill(ScheduledTask task) {
    TaskValues values = task.values();
    id = task.id();
    name = values.name();
    kind = values.kind().name();
    group = values.group().orElse(null);
    every = values.schedule().every().name();
    start = values.schedule().start().toString();
    zone = values.schedule().zone().getId();
    spread = values.spread().toString();
    enabled = values.enabled();
    computers = values.computers();
  }

  /** The values; empty if time or zone cannot be read. */
  Optional<TaskValues> values() {
    return schedule()
        .map(
            schedule ->
                new TaskValues(
                    name == null ? "" : name.strip(),
                    OrderKind.parse(kind).orElse(OrderKind.UPDATE),
                    computers,
                    Optional.ofNullable(group).filter(chosen -> !chosen.isBlank()),
                    schedule,
                    length(),
                    enabled));
  }

  private Optional<TaskSchedule> schedule() {
    if (zone == null || !ZoneId.getAvailableZoneIds().contains(zone.strip())) {
      return Optional.empty();
    }
    try {
      return Recurrence.parse(every)
          .map(
              often ->
                  new TaskSchedule(
                      often,
                      LocalDateTime.parse(start == null ? "" : start.strip()),
                      ZoneId.of(zone.strip())));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Duration length() {
    return SPREADS.stream()
        .filter(each -> each.toString().equals(spread))
        .findFirst()
        .orElse(Duration.ZERO);
  }

  /** The task that is changed; null while one is made. */
  public String getId() {
    return id == null ? null : id.toString();
  }

  Optional<UUID> task() {
    return Optional.ofNullable(id);
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getGroup() {
    return group;
  }

  public void setGroup(String group) {
    this.group = group;
  }

  public String getEvery() {
    return every;
  }

  public void setEvery(String every) {
    this.every = every;
  }

  public String getStart() {
    return start;
  }

  public void setStart(String start) {
    this.start = start;
  }

  public String getZone() {
    return zone;
  }

  public void setZone(String zone) {
    this.zone = zone;
  }

  public String getSpread() {
    return spread;
  }

  public void setSpread(String spread) {
    this.spread = spread;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }
}
