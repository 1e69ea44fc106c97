package io.freshseal.api.events;

import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the next page begins. Holds on to the newest event of the first page, so that events which
 * happen while somebody pages push nothing on to the next page a second time.
 *
 * @param until exclusive end of what is paged through
 * @param offset events already given
 */
record EventCursor(Instant until, int offset) {

  private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\.([0-9]{1,7})");

  static Optional<EventCursor> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new EventCursor(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  /** The cursor after a page; empty after the last one. */
  static Optional<EventCursor> after(EventQuery query, EventPage page) {
    int given = query.offset() + page.events().size();
    if (page.events().isEmpty() || given >= page.total() || given > EventQuery.MAX_OFFSET) {
      return Optional.empty();
    }
    Instant end = query.until().orElseGet(() -> page.events().get(0).time().plusMillis(1));
    return Optional.of(new EventCursor(end, given));
  }

  String text() {
    return until.toEpochMilli() + "." + offset;
  }
}
