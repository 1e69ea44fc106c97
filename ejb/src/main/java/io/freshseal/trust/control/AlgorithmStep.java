package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.entity.TrustSentence;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/** Step 3: the allow-list of keys, and the one algorithm that the signer's key allows. */
final class AlgorithmStep {

  private AlgorithmStep() {}

  static Optional<Refusal> refuses(CmsEnvelope envelope, X509Certificate certificate) {
    CmsSigner signer = envelope.signers().get(0);
    Optional<KeyPolicy> policy = KeyPolicy.of(certificate.getPublicKey());
    if (policy.isEmpty()) {
      return refusal(TrustSentence.KEY_NOT_ALLOWED);
    }
    if (!KeyPolicy.SHA256.equals(signer.digestAlgorithm())
        || !Set.of(KeyPolicy.SHA256).equals(envelope.digestAlgorithms())) {
      return refusal(TrustSentence.DIGEST_NOT_ALLOWED, signer.digestAlgorithm());
    }
    if (!policy.get().admits(signer.signatureAlgorithm())) {
      return refusal(TrustSentence.ALGORITHM_NOT_OF_KEY, signer.signatureAlgorithm());
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(TrustSentence key, Object... arguments) {
    return Refusal.of(StatusCode.DIGITAL_SIGNATURE_ALGORITHM, key, arguments);
  }
}
