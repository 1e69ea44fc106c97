package io.freshseal.api.events;

import io.freshseal.events.entity.EventPlace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that stands for the place where the next page begins: nobody's to read. A place and no
 * number of events, so that events which happen while somebody pages push nothing on to the next
 * page a second time, and the last page costs what the first one does.
 */
final class EventCursor {

  // The time is negative where a computer's clock stood before 1970.
  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,15})\\.([0-9]{1,18})");

  private EventCursor() {}

  static Optional<EventPlace> parse(String text) {
    Matcher matcher = FORM.matcher(decoded(text));
    return matcher.matches()
        ? Optional.of(
            new EventPlace(
                Instant.ofEpochMilli(Long.parseLong(matcher.group(1))),
                Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  static String text(EventPlace place) {
    String plain = place.time().toEpochMilli() + "." + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }
}
