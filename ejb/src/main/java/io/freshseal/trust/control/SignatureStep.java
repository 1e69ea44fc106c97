package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.TrustSentence;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/**
 * Step 7: the signature over the signed attributes, which must all be there, and of which
 * signing-certificate-v2 must name the very certificate that verifies (RFC 5035 4).
 */
final class SignatureStep {

  /** id-data (RFC 5652 4). */
  private static final String ID_DATA = "1.2.840.113549.1.7.1";

  private SignatureStep() {}

  static Optional<Refusal> refuses(CmsSigner signer, X509Certificate certificate) {
    if (!isComplete(signer)) {
      return refusal(TrustSentence.ATTRIBUTES_MISSING);
    }
    SignedAttributes attributes = signer.attributes().orElseThrow();
    byte[] named = attributes.signingCertificate().orElseThrow();
    if (!MessageDigest.isEqual(named, Certificates.digest(certificate).bytes())) {
      return refusal(TrustSentence.OTHER_CERTIFICATE_NAMED);
    }
    return verifies(signer, certificate)
        ? Optional.empty()
        : refusal(TrustSentence.SIGNATURE_WRONG);
  }

  /** Tells whether the signature has every signed attribute that is mandatory. */
  static boolean isComplete(CmsSigner signer) {
    return signer.attributes().map(SignatureStep::isComplete).orElse(false);
  }

  private static boolean isComplete(SignedAttributes attributes) {
    return attributes.contentType().filter(ID_DATA::equals).isPresent()
        && attributes
            .messageDigest()
            .filter(d -> d.length == Sha256.digester().getDigestLength())
            .isPresent()
        && attributes.signingTime().isPresent()
        && attributes.signingCertificate().isPresent()
        && attributes.contentHints().isPresent();
  }

  /** Tells whether the key of the certificate made the signature over the signed attributes. */
  static boolean verifies(CmsSigner signer, X509Certificate certificate) {
    byte[] signed = signer.attributes().orElseThrow().encoded();
    return verifies(certificate.getPublicKey(), signed, signer.signature());
  }

  /** The primitive: by the one algorithm of the key; false too for a key that may not sign. */
  static boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
    if (key instanceof ECPublicKey && !EcdsaForm.isStrict(signature)) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance(KeyPolicy.of(key).orElseThrow().javaName());
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers answer malformed signatures with either kind; each means that it does not verify.
      return false;
    }
  }

  private static Optional<Refusal> refusal(TrustSentence key, Object... arguments) {
    return Refusal.of(StatusCode.DIGITAL_SIGNATURE_FAILURE, key, arguments);
  }
}
