package io.freshseal.events.entity;

import java.util.List;

/**
 * A stretch of the events that were asked for.
 *
 * @param events the newest first
 * @param total how many there are in all
 */
public record EventPage(List<StoredEvent> events, long total) {

  public EventPage {
    events = List.copyOf(events);
  }
}
