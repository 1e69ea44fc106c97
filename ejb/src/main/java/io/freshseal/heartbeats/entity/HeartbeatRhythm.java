package io.freshseal.heartbeats.entity;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** When the next heartbeat is due: a tenth around the interval, so that a fleet does not march. */
public final class HeartbeatRhythm {

  private static final double SPREAD = 0.1;

  private HeartbeatRhythm() {}

  /** A time within a tenth of the interval, never below a tenth of a second. */
  public static Duration next(Duration interval, RandomGenerator random) {
    double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
    return Duration.ofMillis(Math.max(100, Math.round(interval.toMillis() * factor)));
  }

  /** The longest time that {@link #next} gives. */
  public static Duration latest(Duration interval) {
    return Duration.ofMillis(Math.max(100, Math.round(interval.toMillis() * (1 + SPREAD))));
  }
}
