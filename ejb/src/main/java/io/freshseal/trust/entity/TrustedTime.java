package io.freshseal.trust.entity;

import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The rules about clocks: trusted time comes from verified signed times, never from a clock. */
public final class TrustedTime {

  /** How far a clock may stand behind trusted time and still be believed. */
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /** How far ahead of now a signed time may lie; one further ahead would poison trusted time. */
  public static final Duration LONGEST_LEAD = Duration.ofDays(1);

  private TrustedTime() {}

  /**
   * The instant to judge by: the later of both. Refuses {@code CLOCK_UNTRUSTED} if the clock stands
   * behind trusted time by more than {@link #TOLERANCE}.
   *
   * @param trusted newest verified signed time; empty before the first
   */
  public static Verdict<Instant> judgeTime(Instant clock, Optional<Instant> trusted) {
    Instant newest = trusted.orElse(clock);
    if (clock.plus(TOLERANCE).isBefore(newest)) {
      return Verdict.reject(
          StatusCode.CLOCK_UNTRUSTED, Evidence.of(TrustSentence.CLOCK_BEHIND, clock, newest));
    }
    return Verdict.accept(clock.isAfter(newest) ? clock : newest);
  }

  /** Tells whether a signed time lies so far ahead that it or the clock must be wrong. */
  public static boolean isTooFarAhead(Instant signed, Instant now) {
    return signed.isAfter(now.plus(LONGEST_LEAD));
  }

  /**
   * What a verified signed time adds to trusted time: itself, but never more than the clock that
   * verified it shows. Else a source whose clock runs ahead would have every machine behind it
   * refuse its own, right clock (docs/adr/0003).
   */
  public static Instant raisedBy(Instant signed, Instant clock) {
    return signed.isBefore(clock) ? signed : clock;
  }
}
