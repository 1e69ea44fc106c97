package io.freshseal.member.entity;

import java.time.Duration;
import java.util.Objects;

/**
 * What the manager said last about relays and times. A computer goes on by it while the manager
 * cannot be reached.
 *
 * @param heartbeat time between two heartbeats
 * @param update time between two updates that the computer makes by itself
 */
public record Guidance(RelayList relays, Duration heartbeat, Duration update) {

  public Guidance {
    Objects.requireNonNull(relays);
    Objects.requireNonNull(heartbeat);
    Objects.requireNonNull(update);
  }

  /** What an answer says of them. */
  public static Guidance of(HeartbeatAnswer answer) {
    return new Guidance(answer.relays(), answer.next(), answer.updateInterval());
  }

  /** Whether both say the same, but for the jitter of the heartbeats. */
  public boolean isLike(Guidance other) {
    long difference = heartbeat.minus(other.heartbeat).abs().toMillis();
    return relays.equals(other.relays)
        && update.equals(other.update)
        && difference <= heartbeat.toMillis() / 4;
  }
}
