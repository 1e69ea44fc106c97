package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.Sha256;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * One of the authorities of a source.
 *
 * @param fingerprint SHA-256 of the DER of its anchor
 * @param subject the anchor's subject (RFC 2253)
 * @param atHand whether its key is in the source's folder now
 */
public record AuthorityView(
    Sha256 fingerprint,
    String subject,
    Instant notBefore,
    Instant notAfter,
    State state,
    boolean atHand) {

  /** How far an authority has come. */
  public enum State {
    /** Readers trust it; it signs nothing yet, or no more. */
    INTRODUCED,
    /** Readers trust it, and everything is signed under it. */
    ACTIVE,
    /** Readers of the newest bundle do not trust it. */
    RETIRED
  }

  /** What is to be shown of an anchor. */
  public static AuthorityView of(
      Sha256 fingerprint, X509Certificate anchor, State state, boolean atHand) {
    return new AuthorityView(
        fingerprint,
        anchor.getSubjectX500Principal().getName(),
        anchor.getNotBefore().toInstant(),
        anchor.getNotAfter().toInstant(),
        state,
        atHand);
  }
}
