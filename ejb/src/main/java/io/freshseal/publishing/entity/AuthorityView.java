package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.Sha256;
import java.time.Instant;

/**
 * One of the authorities of a source.
 *
 * @param fingerprint SHA-256 of the DER of its anchor
 * @param subject the anchor's subject (RFC 2253)
 * @param postQuantum whether it is a root of post-quantum signatures, which signs beside another
 * @param atHand whether its key is in the source's folder now
 */
public record AuthorityView(
    Sha256 fingerprint,
    String subject,
    Instant notBefore,
    Instant notAfter,
    State state,
    boolean postQuantum,
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
}
