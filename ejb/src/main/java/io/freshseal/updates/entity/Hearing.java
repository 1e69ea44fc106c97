package io.freshseal.updates.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * When computers count as heard in time.
 *
 * @param now the time to judge at
 * @param interval of the heartbeats
 */
public record Hearing(Instant now, Duration interval) {

  public Hearing {
    Objects.requireNonNull(now);
    Objects.requireNonNull(interval);
  }

  /** The next heartbeat of a computer that was heard after this is not due yet. */
  public Instant notDueSince() {
    return now.minus(interval);
  }
}
