package io.freshseal.events.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * A place in the order of the events, the newest first: that of one event.
 *
 * @param id row number; decides where times are equal
 */
public record EventPlace(Instant time, long id) {

  public EventPlace {
    Objects.requireNonNull(time);
  }

  /** The place of an event. */
  public static EventPlace of(StoredEvent event) {
    return new EventPlace(event.time(), event.id());
  }
}
