package io.freshseal.events.entity;

import io.freshseal.shared.entity.Sentence;
import java.nio.charset.StandardCharsets;
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
 * @param figures values for the description, in the order that the type documents: text of at most
 *     500 characters, or the stored form of a {@link Sentence}
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
    figures = figures.stream().limit(MAX_FIGURES).map(SystemEvent::figure).toList();
  }

  /** An event of this type, about the whole system, caused by nobody. */
  public static SystemEvent of(EventType type, Instant now) {
    return new SystemEvent(UUID.randomUUID(), now, type, "", SYSTEM, Optional.empty(), List.of());
  }

  /** The same event under a key that whoever records it again gives again. */
  public SystemEvent under(UUID newKey) {
    return new SystemEvent(newKey, time, type, target, actor, error, figures);
  }

  /**
   * The same event under a key made of these: who records it again, since a crash took back what it
   * tells of, records the same one.
   *
   * @param id of what it happens to
   * @param what happens to that once, in ASCII
   */
  public SystemEvent once(UUID id, String what) {
    return under(UUID.nameUUIDFromBytes((id + "/" + what).getBytes(StandardCharsets.US_ASCII)));
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

  /**
   * The same event with these figures. A {@link Sentence} is kept by its key, for the language of
   * whoever reads it; everything else becomes text.
   */
  public SystemEvent figures(Object... values) {
    List<String> texts = Arrays.stream(values).map(SystemEvent::text).toList();
    return new SystemEvent(key, time, type, target, actor, error, texts);
  }

  private static String text(Object value) {
    return value instanceof Sentence sentence
        ? sentence.encoded()
        : clipped(String.valueOf(value), MAX_FIGURE);
  }

  // A sentence is written anew, so that nothing foreign hides in its encoding; all other text lost
  // its control characters in text(), so nothing foreign reads as a sentence here.
  private static String figure(String text) {
    return Sentence.decode(text).map(Sentence::encoded).orElseGet(() -> clipped(text, MAX_FIGURE));
  }

  // Foreign text gets in here (names, addresses): bounded, without control characters, and nothing
  // that cannot be written as UTF-8.
  private static String clipped(String text, int most) {
    return Sentence.cleaned(text.replaceAll("\\p{Cntrl}", " "), most);
  }
}
