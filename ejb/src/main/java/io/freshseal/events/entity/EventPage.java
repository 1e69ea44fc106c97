package io.freshseal.events.entity;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of the events that were asked for.
 *
 * @param events the newest first
 * @param next what to go on after; empty at the end. A search for a text may go on although it
 *     found nothing: it looks at {@link EventQuery#SEARCHED} events at a time
 */
public record EventPage(List<StoredEvent> events, Optional<EventPlace> next) {

  public EventPage {
    events = List.copyOf(events);
    Objects.requireNonNull(next);
  }
}
