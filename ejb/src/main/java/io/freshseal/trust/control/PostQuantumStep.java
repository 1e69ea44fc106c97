package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.PostQuantum;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/**
 * Steps 2 to 7 for the post-quantum signature of a file (docs/adr), in two parts: what holds of it
 * by itself is asked under every policy, whether its signer is trusted only where a policy asks.
 */
final class PostQuantumStep {

  private PostQuantumStep() {}

  /**
   * Reads the signature and compares it with the classical one. Refuses {@code
   * DIGITAL_SIGNATURE_POST_QUANTUM}.
   */
  static Verdict<PostQuantumSignature> read(byte[] signature, CmsSigner classical) {
    return CmsEnvelopes.parsePostQuantum(signature)
        .then(
            envelope ->
                fault(envelope, classical)
                    .<Verdict<PostQuantumSignature>>map(PostQuantumStep::wrong)
                    .orElseGet(() -> Verdict.accept(new PostQuantumSignature(envelope))));
  }

  private static Optional<TrustSentence> fault(CmsEnvelope envelope, CmsSigner classical) {
    if (envelope.signers().size() != 1 || envelope.signers().get(0).certificate().isEmpty()) {
      return Optional.of(TrustSentence.POST_QUANTUM_SIGNER);
    }
    CmsSigner signer = envelope.signers().get(0);
    X509Certificate certificate = signer.certificate().orElseThrow();
    if (!isByMlDsa(envelope, signer, certificate)) {
      return Optional.of(TrustSentence.POST_QUANTUM_ALGORITHM);
    }
    if (envelope.content().isPresent() || !coversTheSame(signer, classical)) {
      return Optional.of(TrustSentence.POST_QUANTUM_OF_ANOTHER);
    }
    SignedAttributes attributes = signer.attributes().orElseThrow();
    boolean named =
        attributes
            .signingCertificate()
            .filter(n -> MessageDigest.isEqual(n, Certificates.digest(certificate).bytes()))
            .isPresent();
    return named && PostQuantum.verifies(certificate, attributes.encoded(), signer.signature())
        ? Optional.empty()
        : Optional.of(TrustSentence.POST_QUANTUM_FAILURE);
  }

  // RFC 9882 3.3 would rather have SHA-512; content is named by SHA-256 here, and no signature over
  // a name is stronger than the name.
  private static boolean isByMlDsa(
      CmsEnvelope envelope, CmsSigner signer, X509Certificate certificate) {
    return PostQuantum.isKey(certificate.getPublicKey())
        && PostQuantum.ML_DSA_65.equals(signer.signatureAlgorithm())
        && KeyPolicy.SHA256.equals(signer.digestAlgorithm())
        && Set.of(KeyPolicy.SHA256).equals(envelope.digestAlgorithms());
  }

  /** All that is signed is the same, but for the certificate that each signature names. */
  private static boolean coversTheSame(CmsSigner signer, CmsSigner classical) {
    if (!SignatureStep.isComplete(signer) || !SignatureStep.isComplete(classical)) {
      return false;
    }
    SignedAttributes one = signer.attributes().orElseThrow();
    SignedAttributes other = classical.attributes().orElseThrow();
    return MessageDigest.isEqual(
            one.messageDigest().orElseThrow(), other.messageDigest().orElseThrow())
        && one.contentType().equals(other.contentType())
        && one.signingTime().equals(other.signingTime())
        && one.contentHints().equals(other.contentHints());
  }

  /** Refuses a signer whose chain does not end at a post-quantum anchor, within all dates. */
  static Optional<Refusal> refuses(PostQuantumSignature signature, JudgeContext context) {
    CandidateChain chain =
        ChainAssembly.of(
            signature.certificate(),
            signature.envelope().certificates(),
            context,
            new PathRules(
                PostQuantum::isIssuedBy, PostQuantumStep::untrusted, path -> Optional.empty()));
    Optional<Refusal> beyondDates = untrusted(chain).or(() -> misused(signature.certificate()));
    return DateStep.refuses(chain, context.now())
        .map(r -> r.withChainVerified(beyondDates.isEmpty()))
        .or(() -> beyondDates);
  }

  private static Optional<Refusal> untrusted(CandidateChain chain) {
    boolean trusted =
        chain.anchor().isPresent()
            && AnchorRules.refuses(chain.anchor().get(), chain.path()).isEmpty()
            && PostQuantum.isPath(chain.path(), chain.anchor().get(), chain.latestStart());
    return trusted
        ? Optional.empty()
        : refusal(
            StatusCode.DIGITAL_SIGNATURE_UNTRUSTED,
            Evidence.of(TrustSentence.POST_QUANTUM_UNTRUSTED));
  }

  private static Optional<Refusal> misused(X509Certificate certificate) {
    return PurposeStep.refuses(certificate)
        .map(
            r ->
                new Refusal(
                    r.reason(),
                    Evidence.of(
                        TrustSentence.POST_QUANTUM_PURPOSE,
                        certificate.getSubjectX500Principal().getName())));
  }

  private static Optional<Refusal> refusal(StatusCode code, Evidence evidence) {
    return Optional.of(new Refusal(code, evidence));
  }

  private static <T> Verdict<T> wrong(TrustSentence says) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_POST_QUANTUM, Evidence.of(says));
  }
}
