package io.freshseal.trust.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What time it was at another host at one moment: foreign and unproven, good enough to doubt the
 * local clock, never to judge by.
 *
 * @param host its name and port
 * @param time what its Date header said (RFC 9110 6.6.1)
 * @param local what the local clock said at that moment
 */
public record ClockSighting(String host, Instant time, Instant local) {

  public ClockSighting {
    Objects.requireNonNull(host);
    Objects.requireNonNull(time);
    Objects.requireNonNull(local);
  }

  /** How far the host is ahead of the local clock; negative if it is behind. */
  public Duration lead() {
    return Duration.between(local, time);
  }
}
