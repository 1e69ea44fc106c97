package io.freshseal.console.events;

import io.freshseal.events.control.EventTexts;
import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.shared.entity.StatusCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A system event in the words of one language.
 *
 * @param error null if it reports none
 */
public record EventRow(
    long id,
    Instant time,
    EventLevel level,
    String originKey,
    int number,
    String title,
    String description,
    String target,
    String actor,
    EventError error) {

  /** Puts an event into words. */
  public static EventRow of(StoredEvent event, Locale locale) {
    return new EventRow(
        event.id(),
        event.time(),
        event.level(),
        event.origin().messageKey(),
        event.number(),
        EventTexts.title(event, locale),
        EventTexts.description(event, locale),
        event.target(),
        event.actor(),
        event.error().orElse(null));
  }

  /** Class and icon of the level, in the words of the style sheet. */
  public String style() {
    return switch (level) {
      case INFO -> "info";
      case WARNING -> "due";
      case ERROR, CRITICAL -> "expired";
    };
  }

  /** The status behind the error; empty if there is none, or none that is known. */
  public Optional<StatusCode> status() {
    return Arrays.stream(StatusCode.values())
        .filter(status -> error != null && status.code() == error.code())
        .findFirst();
  }
}
