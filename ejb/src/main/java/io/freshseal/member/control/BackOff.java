package io.freshseal.member.control;

import java.time.Duration;
import java.util.Optional;

/**
 * Longer and longer pauses while something fails, jittered so that a fleet does not come back in
 * step. Not for several threads.
 */
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 16;

  /** Shortest pause that is made because one was asked for. */
  static final Duration LEAST_ASKED = Duration.ofSeconds(1);

  /** Longest pause that is made because one was asked for. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

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

  /**
   * The pause after one more failure that named one itself: at least that, within bounds, so that
   * nobody keeps a computer away for good; not less than its own, if it is not the first failure.
   */
  Duration next(Duration longest, Optional<Duration> again) {
    boolean first = failures == 0;
    Duration own = next(longest);
    return again.map(this::asked).filter(asked -> first || asked.compareTo(own) > 0).orElse(own);
  }

  /** What was asked for, within bounds, and up to half of it more, by chance. */
  Duration asked(Duration again) {
    Duration bounded = again.compareTo(LONGEST_ASKED) < 0 ? again : LONGEST_ASKED;
    Duration least = bounded.compareTo(LEAST_ASKED) > 0 ? bounded : LEAST_ASKED;
    return least.plus(around.upTo(least.dividedBy(2)));
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
