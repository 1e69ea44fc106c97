package io.freshseal.events.control;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.StoredEvent;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Events as lines of a table (RFC 4180): the first line has the names, every field is in quotes,
 * lines end with CR LF. A text that a spreadsheet would take for a formula begins with an
 * apostrophe.
 */
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

  private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private EventCsv() {}

  /** The first line. */
  public static String head() {
    return line(NAMES);
  }

  /** The line of an event; title and description in the language of the locale. */
  public static String line(StoredEvent event, Locale locale) {
    return line(
        List.of(
            event.key(),
            event.time().toString(),
            event.origin().name(),
            Integer.toString(event.number()),
            event.level().name(),
            safe(EventTexts.title(event, locale)),
            safe(EventTexts.description(event, locale)),
            safe(event.target()),
            safe(event.actor()),
            event.error().map(EventError::code).map(String::valueOf).orElse(""),
            event.error().map(EventError::text).map(EventCsv::safe).orElse("")));
  }

  private static String safe(String text) {
    return FORMULA.matcher(text).matches() ? "'" + text : text;
  }

  private static String line(List<String> fields) {
    return fields.stream()
        .map(field -> "\"" + field.replace("\"", "\"\"") + "\"")
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
