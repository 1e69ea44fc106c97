package io.freshseal.events.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are wanted, and which stretch of them; the newest come first.
 *
 * @param from earliest time, inclusive
 * @param until latest time, exclusive
 * @param levels any of these; empty for all
 * @param text part of target, actor, error text, figures or title, whatever the case
 * @param after where to go on; empty for the beginning
 * @param offset events to skip from there, 0 to {@link #COUNTED}
 * @param limit events to return, 1 to {@link #MAX_LIMIT}
 */
public record EventQuery(
    Optional<Instant> from,
    Optional<Instant> until,
    Set<EventLevel> levels,
    Optional<Origin> origin,
    Optional<Integer> number,
    Optional<String> text,
    Optional<EventPlace> after,
    int offset,
    int limit) {

  /** Most events on one page. */
  public static final int MAX_LIMIT = 500;

  /** Most events that are counted or skipped; older ones are reached by place or time. */
  public static final int COUNTED = 10_000;

  /** Events that one search for a text looks at, whatever it finds. */
  public static final int SEARCHED = 100_000;

  private static final int MAX_TEXT = 100;
  private static final int FIRST_PAGE = 50;

  public EventQuery {
    Objects.requireNonNull(from);
    Objects.requireNonNull(until);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(number);
    Objects.requireNonNull(after);
    levels = Set.copyOf(levels);
    text = text.map(String::strip).filter(t -> !t.isEmpty()).map(EventQuery::clipped);
    offset = Math.min(Math.max(offset, 0), COUNTED);
    limit = Math.min(Math.max(limit, 1), MAX_LIMIT);
  }

  /** All events, the first 50. */
  public static EventQuery all() {
    return new EventQuery(
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        FIRST_PAGE);
  }

  /** The same within this time; null leaves an end open. */
  public EventQuery between(Instant earliest, Instant latest) {
    return new EventQuery(
        Optional.ofNullable(earliest),
        Optional.ofNullable(latest),
        levels,
        origin,
        number,
        text,
        after,
        offset,
        limit);
  }

  /** The same of these levels; none for all. */
  public EventQuery levels(Set<EventLevel> wanted) {
    return new EventQuery(from, until, wanted, origin, number, text, after, offset, limit);
  }

  /** The same of this origin; null for all. */
  public EventQuery origin(Origin wanted) {
    return new EventQuery(
        from, until, levels, Optional.ofNullable(wanted), number, text, after, offset, limit);
  }

  /** The same with this number; null for all. */
  public EventQuery number(Integer wanted) {
    return new EventQuery(
        from, until, levels, origin, Optional.ofNullable(wanted), text, after, offset, limit);
  }

  /** The same with this text in them; null or blank for all. */
  public EventQuery text(String wanted) {
    return new EventQuery(
        from, until, levels, origin, number, Optional.ofNullable(wanted), after, offset, limit);
  }

  /** Another stretch of the same. */
  public EventQuery page(int newOffset, int newLimit) {
    return new EventQuery(from, until, levels, origin, number, text, after, newOffset, newLimit);
  }

  /** The same from the newest event on, in stretches as long as may be. */
  public EventQuery whole() {
    return new EventQuery(
        from, until, levels, origin, number, text, Optional.empty(), 0, MAX_LIMIT);
  }

  /** The same after this place, from its next event on. */
  public EventQuery after(EventPlace place) {
    return new EventQuery(from, until, levels, origin, number, text, Optional.of(place), 0, limit);
  }

  private static String clipped(String value) {
    return value.length() <= MAX_TEXT ? value : value.substring(0, MAX_TEXT);
  }
}
