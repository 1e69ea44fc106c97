package io.freshseal.events.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Origin;
import io.freshseal.events.entity.SystemEvent;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An event as it lies in the outbox. */
final class EventJson {

  private EventJson() {}

  static byte[] write(SystemEvent event) {
    JsonArrayBuilder figures = Json.createArrayBuilder();
    event.figures().forEach(figures::add);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("key", event.key().toString())
            .add("time", event.time().toString())
            .add("origin", event.type().origin().name())
            .add("number", event.type().number())
            .add("target", event.target())
            .add("actor", event.actor())
            .add("figures", figures);
    event.error().ifPresent(e -> json.add("errorCode", e.code()).add("errorText", e.text()));
    return json.build().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads an event; empty for what is none. */
  static Optional<SystemEvent> parse(byte[] bytes) {
    try (JsonReader reader =
        Json.createReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)))) {
      JsonObject json = reader.readObject();
      return EventType.of(Origin.valueOf(json.getString("origin")), json.getInt("number"))
          .map(type -> event(json, type));
    } catch (JsonException
        | IllegalArgumentException
        | NullPointerException
        | ClassCastException
        | DateTimeParseException e) {
      // Every way in which foreign JSON can differ from what write() made.
      return Optional.empty();
    }
  }

  private static SystemEvent event(JsonObject json, EventType type) {
    List<String> figures =
        json.getJsonArray("figures").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList();
    Optional<EventError> error =
        json.containsKey("errorCode")
            ? Optional.of(new EventError(json.getInt("errorCode"), json.getString("errorText")))
            : Optional.empty();
    return new SystemEvent(
        UUID.fromString(json.getString("key")),
        Instant.parse(json.getString("time")),
        type,
        json.getString("target"),
        json.getString("actor"),
        error,
        figures);
  }
}
