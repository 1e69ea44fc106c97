package io.freshseal.events.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How many events there are, as far as they were counted.
 *
 * @param number at most {@link EventQuery#COUNTED}
 * @param end exclusive end of the time before which nothing was counted; empty if all were
 */
public record EventCount(int number, Optional<Instant> end) {

  public EventCount {
    Objects.requireNonNull(end);
  }

  /** Whether there are no more. */
  public boolean isExact() {
    return end.isEmpty();
  }
}
