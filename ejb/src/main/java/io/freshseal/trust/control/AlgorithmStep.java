package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsSigner;
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
      return refusal("The key of the signer is none of RSA from 3072 bits, P-256 and P-384.");
    }
    if (!KeyPolicy.SHA256.equals(signer.digestAlgorithm())
        || !Set.of(KeyPolicy.SHA256).equals(envelope.digestAlgorithms())) {
      return refusal("The digest algorithm " + signer.digestAlgorithm() + " is not SHA-256 alone.");
    }
    if (!policy.get().admits(signer.signatureAlgorithm())) {
      return refusal(
          "The signature algorithm "
              + signer.signatureAlgorithm()
              + " is not the one of the signer's key.");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(String detail) {
    return Refusal.of(StatusCode.DIGITAL_SIGNATURE_ALGORITHM, detail);
  }
}
