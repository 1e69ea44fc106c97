package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.entity.TrustSentence;
import java.util.Optional;

/** Step 2: exactly one signer, whose certificate came along. */
final class SignerStep {

  private SignerStep() {}

  static Optional<Refusal> refuses(CmsEnvelope envelope) {
    int count = envelope.signers().size();
    if (count != 1) {
      return Refusal.of(
          StatusCode.DIGITAL_SIGNATURE_SIGNER_COUNT, TrustSentence.SIGNER_COUNT, count);
    }
    if (envelope.signers().get(0).certificate().isEmpty()) {
      return Refusal.of(
          StatusCode.DIGITAL_SIGNATURE_UNTRUSTED, TrustSentence.SIGNER_CERTIFICATE_MISSING);
    }
    return Optional.empty();
  }
}
