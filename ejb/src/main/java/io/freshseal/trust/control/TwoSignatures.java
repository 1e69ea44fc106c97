package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.EnvelopeJudge.Judged;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.PostQuantum;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * How the classical and the post-quantum signature of one envelope decide together. A post-quantum
 * signature that is wrong in itself is refused under every policy.
 */
record TwoSignatures<T>(CmsEnvelope envelope, Binding<T> binding, JudgeContext context) {

  /** Turns the judgement of the classical signature into that of both. */
  Verdict<Judged<T>> judge(Verdict<Judged<T>> classical) {
    PostQuantumRule rule = context.basis().policy().postQuantum();
    CmsSigner signer = envelope.signers().get(0);
    Optional<byte[]> file = signer.unsigned().postQuantum();
    if (file.isEmpty()) {
      return rule == PostQuantumRule.BOTH ? classical.then(j -> missing()) : classical;
    }
    if (classical instanceof Rejected<Judged<T>> refused) {
      return rule == PostQuantumRule.EITHER
              && isOfTheClassicalAlone(refused.reason())
              && !isRevoked()
          ? PostQuantumStep.read(file.get(), signer).then(s -> alone(s, classical))
          : classical;
    }
    return classical.then(
        judged -> PostQuantumStep.read(file.get(), signer).then(s -> beside(s, judged, rule)));
  }

  private static <R> Verdict<R> missing() {
    return Verdict.reject(
        StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM, Evidence.of(TrustSentence.POST_QUANTUM_MISSING));
  }

  private Verdict<Judged<T>> beside(
      PostQuantumSignature signature, Judged<T> judged, PostQuantumRule rule) {
    if (rule == PostQuantumRule.CLASSICAL) {
      return Verdict.accept(judged.with(SignatureBasis.PostQuantum.PRESENT, signature.facts()));
    }
    Optional<Refusal> refusal = PostQuantumStep.refuses(signature, context);
    if (refusal.isPresent() && rule == PostQuantumRule.BOTH) {
      return refusal.get().verdict();
    }
    return Verdict.accept(
        judged.with(
            refusal.isPresent()
                ? SignatureBasis.PostQuantum.PRESENT
                : SignatureBasis.PostQuantum.HELD,
            signature.facts()));
  }

  /** Of two refusals the classical one is told: it comes first, and operators know it. */
  private Verdict<Judged<T>> alone(PostQuantumSignature signature, Verdict<Judged<T>> classical) {
    if (PostQuantumStep.refuses(signature, context).isPresent()) {
      return classical;
    }
    Verdict<T> bound = binding.bind(envelope, signature.attributes());
    return bound.map(value -> new Judged<>(value, facts(signature), twin(), Optional.empty()));
  }

  private SignatureFacts facts(PostQuantumSignature signature) {
    CertificateFacts certificate = signature.facts();
    return new SignatureFacts(
        signature.attributes().signingTime().orElseThrow(),
        List.of(certificate),
        PostQuantum.NAME,
        SignatureBasis.CLASSICAL.with(SignatureBasis.PostQuantum.ALONE, certificate));
  }

  /**
   * The chain of the outvoted signer, for lists that are yet to come; empty if it does not hold.
   */
  private List<X509Certificate> twin() {
    CandidateChain chain = EnvelopeJudge.chain(envelope, context);
    return ChainStep.refuses(chain).isEmpty() ? chain.certificates() : List.of();
  }

  // Dates come first, so that a revoked certificate that has expired is told as expired.
  private boolean isRevoked() {
    CandidateChain chain = EnvelopeJudge.chain(envelope, context);
    return ChainStep.refuses(chain).isEmpty()
        && RevocationStep.refuses(chain, context.beforeLists()).isPresent();
  }

  // Revocation is the operator's word about the file, and binding is about both signatures alike;
  // neither may be outvoted.
  private static boolean isOfTheClassicalAlone(StatusCode reason) {
    return switch (reason) {
      case DIGITAL_SIGNATURE_CERT_EXPIRE,
          DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
          DIGITAL_SIGNATURE_UNTRUSTED,
          DIGITAL_SIGNATURE_ALGORITHM,
          DIGITAL_SIGNATURE_PURPOSE,
          DIGITAL_SIGNATURE_FAILURE ->
          true;
      default -> false;
    };
  }
}
