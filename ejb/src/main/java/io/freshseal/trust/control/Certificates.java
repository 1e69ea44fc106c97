package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.CertificateFacts.Role;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** Questions to a single certificate. */
final class Certificates {

  private Certificates() {}

  static CertificateFacts facts(Role role, X509Certificate certificate) {
    return new CertificateFacts(
        role,
        Texts.oneLine(certificate.getSubjectX500Principal().getName()),
        Texts.oneLine(certificate.getIssuerX500Principal().getName()),
        certificate.getSerialNumber().toString(16),
        digest(certificate).hex(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant());
  }

  static Sha256 digest(X509Certificate certificate) {
    try {
      return Sha256.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has an encoding", e);
    }
  }

  /** RFC 5280 4.1.2.5: both ends of the period are inside it. */
  static boolean isWithinDates(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }

  /** Tells whether the issuer's name and key fit; says nothing about whether it may issue. */
  static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        || !KeyPolicy.isAffordable(issuer.getPublicKey())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers answer unfit keys with unchecked exceptions too; every one of them means no.
      return false;
    }
  }
}
