package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a source asks of a token that an authority elsewhere has made before it takes it. */
public final class TokenReview {

  private TokenReview() {}

  /**
   * Says why a token would be of no use to readers; empty if it would be of use.
   *
   * @param token foreign bytes
   * @param signature the value that it must be over
   * @param anchors where the chain of its authority must end; empty: its readers may know it
   * @param now of the source's clock, which the token's time must agree with
   */
  public static Optional<Sentence> refuses(
      byte[] token, byte[] signature, Optional<TrustAnchors> anchors, Instant now) {
    Verdict<Timestamp> read = TimestampStep.read(token, signature);
    if (read instanceof Rejected<Timestamp> refused) {
      return Optional.of(refused.evidence().sentence());
    }
    Timestamp timestamp = read.toOptional().orElseThrow();
    return otherTime(timestamp, now)
        .or(
            () ->
                TimestampTrust.refusesAuthority(
                    timestamp, anchors.map(those -> new JudgeContext(those, now)), now));
  }

  private static Optional<Sentence> otherTime(Timestamp timestamp, Instant now) {
    Instant time = timestamp.token().time();
    return Duration.between(time, now).abs().compareTo(TrustedTime.TOLERANCE) > 0
        ? Optional.of(Sentence.of(TrustSentence.TIMESTAMP_OTHER_TIME, time, now))
        : Optional.empty();
  }
}
