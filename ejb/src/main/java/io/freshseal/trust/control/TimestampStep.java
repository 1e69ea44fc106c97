package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelopes;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.control.cms.TimestampToken;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What must hold of a timestamp token (RFC 3161 2.4.2) under every policy, trusted or not: it is
 * over this very signature, and its own signature verifies. RFC 5816: the token names its signer by
 * signing-certificate-v2; the older attribute rests on SHA-1 and does not suffice.
 */
final class TimestampStep {

  /** id-ct-TSTInfo (RFC 3161 2.4.2). */
  private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";

  private TimestampStep() {}

  /** The timestamp that a signature carries, if it carries one. Refuses as {@link #read}. */
  static Verdict<Optional<Timestamp>> ofSignature(CmsSigner signer) {
    return signer
        .unsigned()
        .timestamp()
        .map(token -> read(token, signer.signature()).map(Optional::of))
        .orElseGet(() -> Verdict.accept(Optional.empty()));
  }

  /**
   * Reads a token. Refuses {@code DIGITAL_SIGNATURE_TIMESTAMP}.
   *
   * @param signed the signature's value, which the token must be over
   */
  static Verdict<Timestamp> read(byte[] token, byte[] signed) {
    return CmsEnvelopes.parseTimestamp(token)
        .then(
            read ->
                fault(read, signed)
                    .<Verdict<Timestamp>>map(TimestampStep::wrong)
                    .orElseGet(() -> Verdict.accept(new Timestamp(read))));
  }

  private static Optional<TrustSentence> fault(TimestampToken token, byte[] signed) {
    if (SignerStep.refuses(token.envelope()).isPresent()) {
      return Optional.of(TrustSentence.TIMESTAMP_SIGNER);
    }
    CmsSigner signer = token.envelope().signers().get(0);
    X509Certificate certificate = signer.certificate().orElseThrow();
    if (AlgorithmStep.refuses(token.envelope(), certificate).isPresent()
        || !KeyPolicy.SHA256.equals(token.imprintAlgorithm())) {
      return Optional.of(TrustSentence.TIMESTAMP_ALGORITHM);
    }
    if (!MessageDigest.isEqual(token.imprint(), Sha256.of(signed).bytes())) {
      return Optional.of(TrustSentence.TIMESTAMP_OF_ANOTHER);
    }
    return signer.attributes().filter(a -> covers(a, token, certificate)).isPresent()
            && SignatureStep.verifies(signer, certificate)
        ? Optional.empty()
        : Optional.of(TrustSentence.TIMESTAMP_FAILURE);
  }

  private static boolean covers(
      SignedAttributes attributes, TimestampToken token, X509Certificate certificate) {
    byte[] content = token.envelope().content().orElseThrow();
    return attributes.contentType().filter(TST_INFO::equals).isPresent()
        && attributes
            .messageDigest()
            .filter(d -> MessageDigest.isEqual(d, Sha256.of(content).bytes()))
            .isPresent()
        && attributes
            .signingCertificate()
            .filter(n -> MessageDigest.isEqual(n, Certificates.digest(certificate).bytes()))
            .isPresent();
  }

  private static <T> Verdict<T> wrong(TrustSentence says) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP, Evidence.of(says));
  }
}
