package io.freshseal.events.boundary;

import io.freshseal.events.control.EventTexts;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPlace;
import io.freshseal.events.entity.EventQuery;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a query of events asks of a row, so that an index answers it: a place is a bound of the time
 * first, which begins or ends the range of an index, and a comparison of row numbers besides.
 */
final class EventCondition {

  private final Map<String, Object> parameters = new HashMap<>();
  private final List<String> conditions = new ArrayList<>();

  private EventCondition() {}

  /**
   * The condition of a query, without its stretch.
   *
   * @param end the last event that may be looked at; empty for all
   */
  static EventCondition of(EventQuery query, Optional<EventPlace> end) {
    EventCondition condition = new EventCondition();
    query.from().ifPresent(from -> condition.and("e.time >= :from", "from", from));
    query.until().ifPresent(until -> condition.and("e.time < :until", "until", until));
    query.origin().ifPresent(origin -> condition.and("e.origin = :origin", "origin", origin));
    query.number().ifPresent(number -> condition.and("e.number = :number", "number", number));
    if (query.levels().size() == 1) {
      condition.and("e.level = :level", "level", query.levels().iterator().next());
    } else if (!query.levels().isEmpty() && query.levels().size() < EventLevel.values().length) {
      condition.and("e.level in :levels", "levels", query.levels());
    }
    query.after().ifPresent(place -> condition.beyond(place, "<", "", "after"));
    end.ifPresent(place -> condition.beyond(place, ">", "=", "end"));
    query.text().ifPresent(condition::text);
    return condition;
  }

  /** A query with this condition, in any order. */
  <T> TypedQuery<T> on(EntityManager entities, String select, Class<T> type) {
    return query(entities, select, "", type);
  }

  /** A query with this condition, the newest first. */
  <T> TypedQuery<T> sorted(EntityManager entities, String select, Class<T> type) {
    return query(entities, select, " order by " + index() + "e.time desc, e.id desc", type);
  }

  // Sorting by what is the same in all rows changes nothing, and tells H2 which index is sorted so.
  private String index() {
    return Stream.of("number", "level", "origin")
        .filter(parameters::containsKey)
        .findFirst()
        .map(name -> "e." + name + " desc, ")
        .orElse("");
  }

  private <T> TypedQuery<T> query(
      EntityManager entities, String select, String order, Class<T> type) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    TypedQuery<T> query = entities.createQuery(select + where + order, type);
    parameters.forEach(query::setParameter);
    return query;
  }

  private void and(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  private void beyond(EventPlace place, String side, String same, String name) {
    String time = name + "Time";
    and("e.time " + side + "= :" + time, time, place.time());
    and(
        "(e.time %s :%s or e.id %s :%sId)".formatted(side, time, side + same, name),
        name + "Id",
        place.id());
  }

  private void text(String text) {
    StringBuilder either = new StringBuilder("(");
    for (String column : List.of("target", "actor", "errorText", "figures")) {
      either.append("lower(e.").append(column).append(") like :text escape '!' or ");
    }
    Set<Integer> titled = EventTexts.numbersTitled(text);
    parameters.put("titled", titled.isEmpty() ? Set.of(-1) : titled);
    and(
        either.append("e.number in :titled)").toString(),
        "text",
        "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
  }

  // The three characters that mean something in a LIKE pattern with this escape.
  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
