package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.SentenceKey;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What a step says when it refuses; becomes a verdict of whatever is being judged. */
record Refusal(StatusCode reason, Evidence evidence) {

  static Optional<Refusal> of(StatusCode reason, SentenceKey key, Object... arguments) {
    return Optional.of(new Refusal(reason, Evidence.of(key, arguments)));
  }

  static Optional<Refusal> of(StatusCode reason, Sentence sentence, CertificateFacts offender) {
    return Optional.of(
        new Refusal(reason, new Evidence(sentence, Optional.of(offender), Optional.empty())));
  }

  /** The same refusal, knowing whether everything but the dates holds. */
  Refusal withChainVerified(boolean verified) {
    return new Refusal(reason, evidence.withChainVerified(verified));
  }

  /** The same refusal with the date that decided. */
  Refusal decidedBy(Instant date) {
    return new Refusal(reason, evidence.decidedBy(date));
  }

  /** The same refusal, with what its timestamp could not help. */
  Refusal withTimestamp(Sentence why) {
    return new Refusal(
        reason,
        new Evidence(
            Sentence.of(TrustSentence.TIMESTAMP_NO_HELP, evidence.sentence(), why),
            evidence.offender(),
            evidence.chainVerified()));
  }

  <T> Verdict<T> verdict() {
    return Verdict.reject(reason, evidence);
  }
}
