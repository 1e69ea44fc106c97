package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustSentence;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Step 6: the signer's certificate is for signing code, and says so. */
final class PurposeStep {

  /** id-kp-codeSigning (RFC 5280 4.2.1.12). */
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";

  private PurposeStep() {}

  static Optional<Refusal> refuses(X509Certificate certificate) {
    if (!hasCodeSigning(certificate)) {
      return refusal(TrustSentence.PURPOSE_NOT_CODE_SIGNING);
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage == null || !usage[0]) {
      return refusal(TrustSentence.PURPOSE_NOT_SIGNATURE);
    }
    return Optional.empty();
  }

  private static boolean hasCodeSigning(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes != null && purposes.contains(CODE_SIGNING);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static Optional<Refusal> refusal(TrustSentence key, Object... arguments) {
    return Refusal.of(StatusCode.DIGITAL_SIGNATURE_PURPOSE, key, arguments);
  }
}
