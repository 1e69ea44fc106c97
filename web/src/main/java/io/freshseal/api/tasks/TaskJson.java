package io.freshseal.api.tasks;

import io.freshseal.api.input.JsonAnswers;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.JsonSentence;
import io.freshseal.tasks.entity.Recurrence;
import io.freshseal.tasks.entity.ScheduledTask;
import io.freshseal.tasks.entity.TaskSchedule;
import io.freshseal.tasks.entity.TaskValues;
import io.freshseal.updates.entity.UpdateOrder;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Scheduled tasks as the API reads and shows them. */
final class TaskJson {

  static final int MAX_BYTES = 64 * 1024;

  private static final int NEXT_RUNS = 5;
  private static final Map<String, Boolean> STATES = Map.of("enabled", true, "disabled", false);

  private TaskJson() {}

  static TaskValues values(byte[] body) throws MalformedJsonException {
    try (JsonCursor cursor = new JsonCursor(body)) {
      JsonList<UUID> computers = new JsonList<>(UpdateOrder.MOST_NAMED, TaskJson::computer);
      JsonFields fields = cursor.fields(Map.of("computers", computers));
      cursor.end();
      return new TaskValues(
          fields.value("name", Optional::of),
          fields.optionalValue("kind", OrderKind::parse).orElse(OrderKind.UPDATE),
          computers.items(),
          fields.optionalValue("group", Optional::of),
          new TaskSchedule(
              fields.value("every", Recurrence::parse),
              fields.value("start", TaskJson::local),
              fields.value("zone", TaskJson::zone)),
          fields.optionalValue("spread", TaskJson::duration).orElse(Duration.ZERO),
          fields.optionalValue("state", s -> Optional.ofNullable(STATES.get(s))).orElse(true));
    }
  }

  private static UUID computer(JsonCursor cursor) throws MalformedJsonException {
    return JsonFields.parseUuid(cursor.text())
        .orElseThrow(() -> new MalformedJsonException(JsonSentence.MEMBER_WRONG, "computers"));
  }

  private static Optional<LocalDateTime> local(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  // Names of places alone: an offset would not know of summer time.
  private static Optional<ZoneId> zone(String text) {
    return ZoneId.getAvailableZoneIds().contains(text)
        ? Optional.of(ZoneId.of(text))
        : Optional.empty();
  }

  private static Optional<Duration> duration(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  static void write(ScheduledTask task, Locale locale, Instant now, JsonGenerator json) {
    TaskValues values = task.values();
    json.write("id", task.id().toString())
        .write("name", values.name())
        .write("kind", values.kind().name());
    json.writeStartArray("computers");
    values.computers().forEach(id -> json.write(id.toString()));
    json.writeEnd();
    values.group().ifPresent(group -> json.write("group", group));
    json.write("every", values.schedule().every().name())
        .write("start", values.schedule().start().toString())
        .write("zone", values.schedule().zone().getId())
        .write("spread", values.spread().toString())
        .write("state", values.enabled() ? "enabled" : "disabled")
        .write("createdAt", task.createdAt().toString());
    writeRuns(task, locale, now, json);
  }

  private static void writeRuns(
      ScheduledTask task, Locale locale, Instant now, JsonGenerator json) {
    List<Instant> next =
        task.values().enabled() ? task.values().schedule().next(now, NEXT_RUNS) : List.of();
    json.writeStartArray("nextRuns");
    next.forEach(time -> json.write(time.toString()));
    json.writeEnd();
    task.lastRun().ifPresent(time -> json.write("lastRun", time.toString()));
    task.lastResult().ifPresent(result -> json.write("lastResult", result.name()));
    task.lastSentence().ifPresent(sentence -> json.write("lastDetail", sentence.in(locale)));
    task.lastUpdate().ifPresent(id -> json.write("lastSecurityUpdate", id.toString()));
  }

  static byte[] one(ScheduledTask task, Locale locale, Instant now) {
    return JsonAnswers.object(json -> write(task, locale, now, json));
  }
}
