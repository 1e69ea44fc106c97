package io.freshseal.computers.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When a computer was heard, and how long it is waited for.
 *
 * @param at when the heartbeat arrived, by the manager's clock
 * @param next when the next one is due at the latest
 * @param clock by how much the computer's clock is ahead of the manager's; negative if it is behind
 * @param address where the heartbeat came from
 */
public record Contact(Instant at, Duration next, Duration clock, String address) {

  // Two missed, and a little for the way.
  private static final Duration GRACE = Duration.ofSeconds(5);

  public Contact {
    Objects.requireNonNull(at);
    Objects.requireNonNull(next);
    Objects.requireNonNull(clock);
    Objects.requireNonNull(address);
  }

  /** From when on the computer counts as offline: when two heartbeats are missed. */
  public Instant offlineAt() {
    return at.plus(next.multipliedBy(2)).plus(GRACE);
  }
}
