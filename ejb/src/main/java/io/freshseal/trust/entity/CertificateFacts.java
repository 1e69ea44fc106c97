package io.freshseal.trust.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * What people need to know of one certificate of a chain.
 *
 * @param role its place in the chain
 * @param subject the subject's distinguished name (RFC 2253)
 * @param issuer the issuer's distinguished name (RFC 2253)
 * @param serialNumber the certificate's serial number, in hexadecimal
 * @param fingerprint SHA-256 of the DER encoding, in lower-case hexadecimal
 */
public record CertificateFacts(
    Role role,
    String subject,
    String issuer,
    String serialNumber,
    String fingerprint,
    Instant notBefore,
    Instant notAfter) {

  /** The place of a certificate in its chain. */
  public enum Role {
    /** The certificate of the signing key. */
    SIGNER,
    /** Any certificate between signer and anchor. */
    INTERMEDIATE,
    /** The trust anchor that the chain ends at. */
    ANCHOR
  }

  public CertificateFacts {
    Objects.requireNonNull(role);
    Objects.requireNonNull(subject);
    Objects.requireNonNull(issuer);
    Objects.requireNonNull(serialNumber);
    Objects.requireNonNull(fingerprint);
    Objects.requireNonNull(notBefore);
    Objects.requireNonNull(notAfter);
  }
}
