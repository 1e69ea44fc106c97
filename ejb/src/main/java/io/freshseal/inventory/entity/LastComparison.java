package io.freshseal.inventory.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When something was compared with what it is to mirror.
 *
 * @param at by the clock, which may have been set since
 */
public record LastComparison(Instant at) {

  public LastComparison {
    Objects.requireNonNull(at);
  }

  /** Whether it counts no more: it is that old, or the clock says that it has not been yet. */
  public boolean isOver(Duration most, Instant now) {
    return now.isBefore(at) || !now.isBefore(at.plus(most));
  }
}
