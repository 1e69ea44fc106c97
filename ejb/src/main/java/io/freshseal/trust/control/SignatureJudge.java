package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import java.util.Optional;

/**
 * Judges signature files before a byte of content is asked for. Holds no state; may be used by any
 * number of threads.
 */
public final class SignatureJudge {

  /** Longest accepted signature file, in bytes; a real one has one to three thousand. */
  public static final int MAX_BYTES = 256 * 1024;

  /**
   * Judges a signature file by steps 1 to 8, and its signing time. Every refusal after a refused
   * date carries {@code chainVerified} in its evidence. Whether an older file is at hand already is
   * the caller's knowledge: see {@link io.freshseal.trust.entity.RollbackRules#isOlder}.
   */
  public Verdict<SignatureFacts> judge(
      byte[] signatureFile, ExpectedSignature expected, JudgeContext context) {
    return examine(signatureFile, expected, context).map(Examined::facts);
  }

  /**
   * An accepted signature file.
   *
   * @param standing what to know it by later; empty if it must be judged each time
   */
  public record Examined(SignatureFacts facts, Optional<StandingSignature> standing) {}

  /** The same, for those who keep what comes of it. */
  public Verdict<Examined> examine(
      byte[] signatureFile, ExpectedSignature expected, JudgeContext context) {
    return EnvelopeJudge.judge(signatureFile, MAX_BYTES, new ComponentBinding(expected), context)
        .then(
            judged ->
                believe(judged.facts(), context)
                    .map(facts -> new Examined(facts, StandingSignature.of(judged, context))));
  }

  private static Verdict<SignatureFacts> believe(SignatureFacts facts, JudgeContext context) {
    if (TrustedTime.isTooFarAhead(facts.signingTime(), context.now())) {
      return Verdict.reject(
          StatusCode.CLOCK_UNTRUSTED,
          Evidence.of(TrustSentence.SIGNED_AHEAD, facts.signingTime(), context.now()));
    }
    return Verdict.accept(facts);
  }
}
