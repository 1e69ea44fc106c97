package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.EnvelopeJudge.Judged;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Accepted;
import java.time.Instant;

/** What the policy makes of a timestamp after the dates of a chain were refused. */
final class TimestampRules {

  private TimestampRules() {}

  /**
   * Accepts on the timestamp's word, or refuses as the dates did; the code is theirs in any case,
   * and the sentence says what the timestamp lacks.
   *
   * @param dated the refusal of the dates
   */
  static <T> Verdict<Judged<T>> afterDates(Refusal dated, BeyondDates rest, Binding<T> binding) {
    // What is known to be revoked stays so, but a list that lacks says nothing about the chain.
    boolean verified = rest.beforeLists().judge(binding) instanceof Accepted;
    Refusal refusal = dated.withChainVerified(verified);
    if (rest.context().basis().policy().timestamps() == TimestampRule.STRICT
        // What is not valid yet was not valid at any earlier time either.
        || dated.reason() != StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE) {
      return refusal.verdict();
    }
    return provenTime(rest)
        .then(made -> rest.madeBefore(made).judge(binding))
        .fold(
            held -> Verdict.accept(held.value().timestamped()),
            refused -> refusal.withTimestamp(refused.evidence().sentence()).verdict());
  }

  /**
   * The latest instant at which the signature was made; refused if nothing that is trusted says.
   */
  private static Verdict<Instant> provenTime(BeyondDates rest) {
    JudgeContext context = rest.context();
    return TimestampStep.ofSignature(rest.signer())
        .then(
            found ->
                found
                    .map(timestamp -> provenTime(timestamp, rest.chain(), context))
                    .orElseGet(() -> refuse(Sentence.of(TrustSentence.TIMESTAMP_MISSING))));
  }

  private static Verdict<Instant> provenTime(
      Timestamp timestamp, CandidateChain chain, JudgeContext context) {
    return TimestampTrust.refuses(timestamp, chain, context)
        .map(TimestampRules::refuse)
        .orElseGet(() -> Verdict.accept(timestamp.token().latest()));
  }

  private static Verdict<Instant> refuse(Sentence why) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP, Evidence.of(why));
  }
}
