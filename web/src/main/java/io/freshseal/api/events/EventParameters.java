package io.freshseal.api.events;

import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPlace;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.Origin;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The query of the events as it arrives: foreign text under known names. */
final class EventParameters {

  private static final int FIRST_PAGE = 50;

  private final MultivaluedMap<String, String> values;

  EventParameters(MultivaluedMap<String, String> values) {
    this.values = values;
  }

  /**
   * The query that is meant.
   *
   * @throws ProblemException if a value does not have its form
   */
  EventQuery query() {
    Integer limit = one("limit", Integer.class);
    EventQuery query =
        EventQuery.all()
            .between(one("from", Instant.class), one("until", Instant.class))
            .levels(levels())
            .origin(origin())
            .number(one("number", Integer.class))
            .text(text())
            .page(0, limit == null ? FIRST_PAGE : limit);
    String cursor = values.getFirst("cursor");
    return cursor == null ? query : query.after(place(cursor));
  }

  private static EventPlace place(String cursor) {
    return EventCursor.parse(cursor)
        .orElseThrow(() -> Problem.badRequest(WebSentence.NO_CURSOR).asException());
  }

  private <T> T one(String name, Class<T> type) {
    String text = values.getFirst(name);
    return text == null ? null : Parameters.read(type, text);
  }

  private String text() {
    String text = values.getFirst("text");
    if (text != null && text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.badRequest(WebSentence.CONTROL_CHARACTERS).asException();
    }
    return text;
  }

  private Set<EventLevel> levels() {
    Set<EventLevel> wanted = EnumSet.noneOf(EventLevel.class);
    values
        .getOrDefault("level", List.of())
        .forEach(name -> wanted.add(named(name, EventLevel.values())));
    return wanted;
  }

  private Origin origin() {
    String name = values.getFirst("origin");
    return name == null ? null : named(name, Origin.values());
  }

  private static String words(Enum<?>[] all) {
    return Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "));
  }

  private static <E extends Enum<E>> E named(String name, E[] all) {
    return Arrays.stream(all)
        .filter(value -> value.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest(WebSentence.ONE_OF, words(all)).asException());
  }
}
