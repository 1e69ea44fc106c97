package io.freshseal.member.control;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a {@link HeartbeatLoop} has around it.
 *
 * @param ticker nanoseconds that pass whatever happens to the clock
 * @param random keeps a fleet from acting in step
 * @param worker does the work, so that heartbeats go on meanwhile
 */
public record Surroundings(
    Clock clock,
    LongSupplier ticker,
    RandomGenerator random,
    Executor worker,
    LoopListener listener) {

  public Surroundings {
    Objects.requireNonNull(clock);
    Objects.requireNonNull(ticker);
    Objects.requireNonNull(random);
    Objects.requireNonNull(worker);
    Objects.requireNonNull(listener);
  }

  /** Some time up to this much. */
  Duration upTo(Duration most) {
    return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
  }
}
