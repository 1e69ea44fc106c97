package io.freshseal.member.control;

import java.time.Duration;

/**
 * Longer and longer pauses while something fails, jittered so that a fleet does not come back in
 * step. Not for several threads.
 */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 16;

  private final Surroundings around;
  private int failures;

  BackOff(Surroundings around) {
    this.around = around;
  }

  /** The pause after one more failure: half of it for certain, half by chance. */
  Duration next(Duration longest) {
    Duration mean = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    Duration most = mean.compareTo(longest) < 0 ? mean : longest;
    Duration half = most.dividedBy(2);
    return half.plus(around.upTo(half));
  }

  /** How often it failed in a row. */
  int failures() {
    return failures;
  }

  /** It works again. */
  void reset() {
    failures = 0;
  }
}
