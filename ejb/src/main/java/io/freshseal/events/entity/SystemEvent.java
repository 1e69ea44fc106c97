package io.freshseal.events.entity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened, to be recorded once. Its life: made where it happens, kept in the
 * outbox, stored as a {@link StoredEvent} under its idempotency key, deleted when its retention
 * ends.
 *
 * @param key idempotency key; however often an event is stored, it is there once
 * @param time when it happened, in milliseconds
 * @param target what it is about: a relay, a component, an account; empty for the whole system
 * @param actor who caused it; {@link #SYSTEM} if nobody
 * @param figures values for the description, in the order that the type documents
 */
public record SystemEvent(
    UUID key,
    Instant time,
    EventType type,
    String target,
    String actor,
    Optional<EventError> error,
    List<String> figures) {

  /** The actor of what happens by itself. */
  public static final String SYSTEM = "system";

  private static final int MAX_TEXT = 200;
  private static final int MAX_FIGURE = 500;
  private static final int MAX_FIGURES = 8;

  public SystemEvent {
    Objects.requireNonNull(key);
    Objects.requireNonNull(type);
    Objects.requireNonNull(error);
    time = time.truncatedTo(ChronoUnit.MILLIS);
    target = clipped(target, MAX_TEXT);
    actor = clipped(actor, MAX_TEXT);
    figures = figures.stream().limit(MAX_FIGURES).map(text -> clipped(text, MAX_FIGURE)).toList();
  }

  /** An event of this type, about the whole system, caused by nobody. */
  public static SystemEvent of(EventType type, Instant now) {
    return new SystemEvent(UUID.randomUUID(), now, type, "", SYSTEM, Optional.empty(), List.of());
  }

  /** The same event about this target. */
  public SystemEvent about(String newTarget) {
    return new SystemEvent(key, time, type, newTarget, actor, error, figures);
  }

  /** The same event caused by this actor. */
  public SystemEvent by(String newActor) {
    return new SystemEvent(key, time, type, target, newActor, error, figures);
  }

  /** The same event with an error. */
  public SystemEvent with(EventError newError) {
    return new SystemEvent(key, time, type, target, actor, Optional.of(newError), figures);
  }

  /** The same event with these figures. */
  public SystemEvent figures(Object... values) {
    List<String> texts = Arrays.stream(values).map(String::valueOf).toList();
    return new SystemEvent(key, time, type, target, actor, error, texts);
  }

  // Foreign text gets in here (names, addresses): bounded, and without control characters.
  private static String clipped(String text, int most) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= most ? clean : clean.substring(0, most);
  }
}
