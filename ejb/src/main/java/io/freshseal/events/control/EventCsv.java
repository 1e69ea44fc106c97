package io.freshseal.events.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.shared.control.Csv;
import java.util.List;
import java.util.Locale;

/** Events as lines of a table. */
public final class EventCsv {

  private static final List<String> NAMES =
      List.of(
          "id",
          "time",
          "origin",
          "number",
          "level",
          "title",
          "description",
          "target",
          "actor",
          "code",
          "text");

  private EventCsv() {}

  /** The first line. */
  public static String head() {
    return Csv.line(NAMES);
  }

  /** The line of an event; title and description in the language of the locale. */
  public static String line(StoredEvent event, Locale locale) {
    return Csv.line(
        List.of(
            event.key(),
            event.time().toString(),
            event.origin().name(),
            Integer.toString(event.number()),
            event.level().name(),
            Csv.safe(EventTexts.title(event, locale)),
            Csv.safe(EventTexts.description(event, locale)),
            Csv.safe(event.target()),
            Csv.safe(event.actor()),
            event.error().map(EventError::code).map(String::valueOf).orElse(""),
            event.error().map(EventError::text).map(Csv::safe).orElse("")));
  }
}
