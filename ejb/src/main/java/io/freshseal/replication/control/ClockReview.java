package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.ClockRule;
import io.freshseal.trust.entity.ClockSighting;
import io.freshseal.trust.entity.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks once more at refusals that a date decided, by what other hosts say about the time: an
 * expired certificate and a wrong clock look alike, but the operator has to act in different
 * places. What was refused stays refused.
 */
public final class ClockReview {

  private static final Set<StatusCode> TOO_LATE =
      Set.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE, StatusCode.CATALOG_EXPIRED);
  private static final Set<StatusCode> ABOUT_TIME =
      Set.of(
          StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE,
          StatusCode.CATALOG_EXPIRED,
          StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
          StatusCode.CLOCK_UNTRUSTED);

  private final UpdateSource source;

  /**
   * Makes a review.
   *
   * @param source asked for the time only if a date decided
   */
  public ClockReview(UpdateSource source) {
    this.source = source;
  }

  /** Tells whether a refusal with this code may come from a wrong clock. */
  public static boolean isAboutTime(StatusCode code) {
    return ABOUT_TIME.contains(code);
  }

  /**
   * The same outcome with {@code CLOCK_UNTRUSTED} in place of what the clock is to blame for.
   *
   * @param clock what the local clock says now
   */
  RunOutcome review(RunOutcome outcome, Instant clock) {
    if (outcome.refusals().stream().noneMatch(r -> isAboutTime(r.code()))) {
      return outcome;
    }
    List<ClockSighting> seen = source.clocks(clock);
    return outcome.refusing(refusal -> review(refusal, seen, clock));
  }

  /** The same for single refusals, of which at least one {@link #isAboutTime}. */
  public List<RunRefusal> review(List<RunRefusal> refusals, Instant clock) {
    List<ClockSighting> seen = source.clocks(clock);
    return refusals.stream().map(refusal -> review(refusal, seen, clock)).toList();
  }

  /** The same for files that are held; nobody is asked unless a date decided. */
  public List<StoreRefusal> reviewHeld(List<StoreRefusal> refusals, Instant clock) {
    if (refusals.stream().noneMatch(refusal -> isAboutTime(refusal.code()))) {
      return refusals;
    }
    List<ClockSighting> seen = source.clocks(clock);
    return refusals.stream()
        .map(refusal -> refusal.as(review(refusal.asOfRun(), seen, clock)))
        .toList();
  }

  private static RunRefusal review(RunRefusal refusal, List<ClockSighting> seen, Instant clock) {
    if (!isAboutTime(refusal.code())) {
      return refusal;
    }
    Evidence evidence = refusal.evidence().beside(seen);
    Optional<Duration> lead = ClockRule.contradiction(seen);
    if (lead.isEmpty() || !isOfTheClock(refusal, clock.plus(lead.get()))) {
      return new RunRefusal(refusal.component(), refusal.code(), evidence);
    }
    return new RunRefusal(
        refusal.component(),
        StatusCode.CLOCK_UNTRUSTED,
        evidence.saying(
            Sentence.of(
                ReplicationSentence.CLOCK_CONTRADICTED,
                clock,
                seen.stream().map(ClockSighting::host).collect(Collectors.joining(", ")),
                clock.plus(lead.get()),
                evidence.sentence())));
  }

  // A certificate that has run out by the other clocks as well has run out.
  private static boolean isOfTheClock(RunRefusal refusal, Instant there) {
    return refusal
        .evidence()
        .date()
        .filter(
            date ->
                TOO_LATE.contains(refusal.code()) ? !there.isAfter(date) : !there.isBefore(date))
        .filter(date -> refusal.code() != StatusCode.CLOCK_UNTRUSTED)
        .isPresent();
  }
}
