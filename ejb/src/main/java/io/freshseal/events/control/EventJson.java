package io.freshseal.events.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.JsonList;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.JsonSentence;
import jakarta.json.stream.JsonGenerator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** An event as it lies in the outbox, and as a computer of the fleet sends it. */
public final class EventJson {

  private static final int MOST_FIGURES = 8;
  // Later than any clock of ours and still a number that the database keeps.
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private EventJson() {}

  static byte[] write(SystemEvent event) {
    return JsonBytes.write(
        json -> {
          json.writeStartObject();
          writeMembers(event, json);
          json.writeEnd();
        });
  }

  /** Writes the members of an event into the object that was begun. */
  public static void writeMembers(SystemEvent event, JsonGenerator json) {
    json.write("key", event.key().toString())
        .write("time", event.time().toString())
        .write("origin", event.type().origin().name())
        .write("number", event.type().number())
        .write("target", event.target())
        .write("actor", event.actor());
    event.error().ifPresent(e -> json.write("errorCode", e.code()).write("errorText", e.text()));
    json.writeStartArray("figures");
    event.figures().forEach(json::write);
    json.writeEnd();
  }

  /** Reads an event; empty for what is none. */
  static Optional<SystemEvent> parse(byte[] bytes) {
    try (JsonCursor cursor = new JsonCursor(bytes)) {
      SystemEvent event = read(cursor);
      cursor.end();
      return Optional.of(event);
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }

  /** Reads one event; one of a type that is unknown here is malformed. */
  public static SystemEvent read(JsonCursor cursor) throws MalformedJsonException {
    JsonList<String> figures = new JsonList<>(MOST_FIGURES, JsonCursor::text);
    JsonFields fields = cursor.fields(Map.of("figures", figures));
    Origin origin = fields.value("origin", EventJson::origin);
    long number = fields.number("number", 0, Integer.MAX_VALUE);
    EventType type =
        EventType.of(origin, (int) number)
            .orElseThrow(() -> new MalformedJsonException(JsonSentence.MEMBER_WRONG, "number"));
    return new SystemEvent(
        fields.value("key", JsonFields::parseUuid),
        fields.value("time", EventJson::time),
        type,
        fields.value("target", Optional::of),
        fields.value("actor", Optional::of),
        error(fields),
        figures.items());
  }

  private static Optional<EventError> error(JsonFields fields) throws MalformedJsonException {
    return fields.has("errorCode")
        ? Optional.of(
            new EventError(
                (int) fields.number("errorCode", Integer.MIN_VALUE, Integer.MAX_VALUE),
                fields.value("errorText", EventJson::errorText)))
        : Optional.empty();
  }

  private static Optional<Origin> origin(String text) {
    return Arrays.stream(Origin.values()).filter(o -> o.name().equals(text)).findFirst();
  }

  private static Optional<Instant> time(String text) {
    return JsonFields.parseInstant(text).filter(t -> t.isBefore(LATEST));
  }

  private static Optional<String> errorText(String text) {
    return text.matches("[A-Z][A-Z0-9_]{0,99}") ? Optional.of(text) : Optional.empty();
  }
}
