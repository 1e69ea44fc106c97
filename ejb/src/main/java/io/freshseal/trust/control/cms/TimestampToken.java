package io.freshseal.trust.control.cms;

import java.time.Duration;
import java.time.Instant;

/**
 * A timestamp token (RFC 3161 2.4.2) that was read as strict DER, not yet believed.
 *
 * @param envelope its signature; the content is the encoded TSTInfo
 * @param time its genTime
 * @param accuracy how far the true time may lie on either side; zero if the token does not say
 * @param imprintAlgorithm object identifier in dotted form
 * @param imprint the digest that it vouches for
 */
public record TimestampToken(
    CmsEnvelope envelope,
    Instant time,
    Duration accuracy,
    String imprintAlgorithm,
    byte[] imprint) {

  /** The earliest instant at which the digest may have been seen. */
  public Instant earliest() {
    return time.minus(accuracy);
  }

  /** The latest instant at which the digest may have been seen. */
  public Instant latest() {
    return time.plus(accuracy);
  }
}
