package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Accepted;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** Steps 1 to 8, one set of code for signature files and catalogs. The first refusal wins. */
final class EnvelopeJudge {

  private EnvelopeJudge() {}

  /** An envelope that passed: what its binding yields, and what its signature says. */
  record Judged<T>(T value, SignatureFacts facts) {}

  static <T> Verdict<Judged<T>> judge(
      byte[] bytes, int maxBytes, Binding<T> binding, JudgeContext context) {
    return CmsEnvelopes.parse(bytes, maxBytes) // 1
        .fold(
            parsed -> judge(parsed.value(), binding, context),
            refused -> Verdict.reject(refused.reason(), refused.evidence()));
  }

  /**
   * The same without step 4: for links of the chain of trust anchors, which are followed whatever
   * the dates in them say.
   */
  static <T> Verdict<Judged<T>> undated(
      byte[] bytes, int maxBytes, Binding<T> binding, TrustAnchors anchors) {
    return CmsEnvelopes.parse(bytes, maxBytes)
        .fold(
            parsed -> undated(parsed.value(), binding, new JudgeContext(anchors, Instant.EPOCH)),
            refused -> Verdict.reject(refused.reason(), refused.evidence()));
  }

  private static <T> Verdict<Judged<T>> undated(
      CmsEnvelope envelope, Binding<T> binding, JudgeContext context) {
    Optional<Refusal> refusal = unfit(envelope);
    if (refusal.isPresent()) {
      return refusal.get().verdict();
    }
    return new BeyondDates(envelope, chain(envelope, context), context).judge(binding);
  }

  private static Optional<Refusal> unfit(CmsEnvelope envelope) {
    return SignerStep.refuses(envelope) // 2
        .or(
            () ->
                AlgorithmStep.refuses( // 3
                    envelope, envelope.signers().get(0).certificate().orElseThrow()));
  }

  private static CandidateChain chain(CmsEnvelope envelope, JudgeContext context) {
    X509Certificate certificate = envelope.signers().get(0).certificate().orElseThrow();
    return ChainAssembly.of(certificate, envelope.certificates(), context);
  }

  private static <T> Verdict<Judged<T>> judge(
      CmsEnvelope envelope, Binding<T> binding, JudgeContext context) {
    Optional<Refusal> refusal = unfit(envelope);
    if (refusal.isPresent()) {
      return refusal.get().verdict();
    }
    CandidateChain chain = chain(envelope, context);
    refusal = DateStep.refuses(chain, context.now()); // 4
    // What is known to be revoked stays so, but a list that lacks says nothing about the chain.
    JudgeContext rest = refusal.isPresent() ? context.beforeLists() : context;
    Verdict<Judged<T>> beyondDates = new BeyondDates(envelope, chain, rest).judge(binding);
    if (refusal.isPresent()) {
      boolean verified = beyondDates instanceof Accepted;
      return refusal.get().withChainVerified(verified).verdict();
    }
    return beyondDates;
  }

  /**
   * Steps 5 to 8, which run whatever step 4 says: an expired certificate of a stranger, or one
   * under another component's signature, must not look like a relay that needs repair.
   */
  private record BeyondDates(CmsEnvelope envelope, CandidateChain chain, JudgeContext context) {

    <T> Verdict<Judged<T>> judge(Binding<T> binding) {
      CmsSigner signer = envelope.signers().get(0);
      X509Certificate certificate = chain.path().get(0);
      Optional<Refusal> refusal =
          ChainStep.refuses(chain) // 5
              .or(() -> RevocationStep.refuses(chain, context)) // 5
              .or(() -> PurposeStep.refuses(certificate)) // 6
              .or(() -> SignatureStep.refuses(signer, certificate)); // 7
      if (refusal.isPresent()) {
        return refusal.get().verdict();
      }
      Verdict<T> bound = binding.bind(envelope, signer.attributes().orElseThrow()); // 8
      return bound.map(value -> new Judged<>(value, facts(signer, chain)));
    }
  }

  private static SignatureFacts facts(CmsSigner signer, CandidateChain chain) {
    PublicKey key = chain.path().get(0).getPublicKey();
    return new SignatureFacts(
        signer.attributes().flatMap(a -> a.signingTime()).orElseThrow(),
        chain.facts(),
        KeyPolicy.of(key).orElseThrow().describe(key));
  }
}
