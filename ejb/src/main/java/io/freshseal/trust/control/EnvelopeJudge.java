package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Steps 1 to 8, one set of code for signature files and catalogs. The first refusal wins. */
final class EnvelopeJudge {

  private EnvelopeJudge() {}

  /**
   * An envelope that passed: what its binding yields, what its signature says, and the timestamp
   * that it carries.
   *
   * @param chain the classical signer first, the anchor last; empty if the post-quantum signature
   *     alone decided and this chain does not hold
   */
  record Judged<T>(
      T value, SignatureFacts facts, List<X509Certificate> chain, Optional<Timestamp> timestamp) {

    Judged {
      SignatureBasis basis = facts.basis().at(timestamp.map(t -> t.token().time()));
      facts = facts.on(basis);
    }

    /** The same, knowing what became of the post-quantum signature. */
    Judged<T> with(SignatureBasis.PostQuantum state, CertificateFacts signer) {
      return new Judged<>(value, facts.on(facts.basis().with(state, signer)), chain, timestamp);
    }

    /** The same, accepted because of its timestamp. */
    Judged<T> timestamped() {
      return new Judged<>(value, facts.on(facts.basis().timestamped()), chain, timestamp);
    }
  }

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
    BeyondDates rest =
        new BeyondDates(envelope, chain(envelope, context), context, Optional.empty());
    return new TwoSignatures<>(envelope, binding, context).judge(rest.judge(binding));
  }

  private static Optional<Refusal> unfit(CmsEnvelope envelope) {
    return SignerStep.refuses(envelope) // 2
        .or(() -> AlgorithmStep.refuses(envelope, certificate(envelope))); // 3
  }

  private static X509Certificate certificate(CmsEnvelope envelope) {
    return envelope.signers().get(0).certificate().orElseThrow();
  }

  /** The chain of the classical signer of an envelope with one. */
  static CandidateChain chain(CmsEnvelope envelope, JudgeContext context) {
    return ChainAssembly.of(certificate(envelope), envelope.certificates(), context);
  }

  private static <T> Verdict<Judged<T>> judge(
      CmsEnvelope envelope, Binding<T> binding, JudgeContext context) {
    Optional<Refusal> refusal = SignerStep.refuses(envelope); // 2
    if (refusal.isPresent()) {
      return refusal.get().verdict();
    }
    return new TwoSignatures<>(envelope, binding, context)
        .judge(classical(envelope, binding, context));
  }

  private static <T> Verdict<Judged<T>> classical(
      CmsEnvelope envelope, Binding<T> binding, JudgeContext context) {
    Optional<Refusal> refusal = AlgorithmStep.refuses(envelope, certificate(envelope)); // 3
    if (refusal.isPresent()) {
      return refusal.get().verdict();
    }
    CandidateChain chain = chain(envelope, context);
    Optional<Refusal> dated = DateStep.refuses(chain, context.now()); // 4
    BeyondDates rest = new BeyondDates(envelope, chain, context, Optional.empty());
    return dated.isEmpty()
        ? rest.judge(binding)
        : TimestampRules.afterDates(dated.get(), rest, binding);
  }
}
