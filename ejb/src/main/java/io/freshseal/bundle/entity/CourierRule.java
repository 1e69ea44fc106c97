package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Up to when a bundle must be good: the day on which the next one is expected. An exception can be
 * made of this date, for a time; never of a judgement.
 *
 * @param nextCourier empty if nobody has set one
 * @param exceptionUntil an exception holds before this instant; one more than {@link #LONGEST}
 *     ahead makes none, so that nobody makes one for ever
 */
public record CourierRule(Optional<Instant> nextCourier, Optional<Instant> exceptionUntil) {

  /** How far ahead an exception may end. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** No date is set. */
  public static final CourierRule NONE = new CourierRule(Optional.empty(), Optional.empty());

  public CourierRule {
    Objects.requireNonNull(nextCourier);
    Objects.requireNonNull(exceptionUntil);
  }

  /** Why a bundle is refused; empty if it is good for long enough, or an exception holds. */
  public Optional<Sentence> refuses(UsableUntil usable, Instant now) {
    return excepted(now) ? Optional.empty() : endsEarly(usable);
  }

  /** What an exception that holds now excuses; empty if there is nothing to excuse. */
  public Optional<Sentence> excuses(UsableUntil usable, Instant now) {
    return excepted(now) ? endsEarly(usable) : Optional.empty();
  }

  private Optional<Sentence> endsEarly(UsableUntil usable) {
    return nextCourier
        .filter(next -> usable.until().isBefore(next))
        .map(next -> Sentence.of(BundleSentence.ENDS_BEFORE_COURIER, usable.until(), next));
  }

  /** The date, if it has passed. */
  public Optional<Instant> passed(Instant now) {
    return nextCourier.filter(now::isAfter);
  }

  /** A report with this date counted, too. */
  public BundleReport applied(BundleReport report, Instant now) {
    return report
        .contents()
        .filter(contents -> report.sound())
        .flatMap(contents -> refuses(contents.usable(), now))
        .map(why -> report.refused(StatusCode.BUNDLE_ENDS_EARLY, why))
        .orElse(report);
  }

  /** Whether an exception holds now. */
  public boolean excepted(Instant now) {
    return exceptionUntil
        .filter(now::isBefore)
        .filter(until -> !until.isAfter(now.plus(LONGEST)))
        .isPresent();
  }
}
