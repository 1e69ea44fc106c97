package io.freshseal.trust.control;

import java.time.Instant;
import java.util.Optional;

/** Somebody who vouches for the time of a signature (RFC 3161), in the source or elsewhere. */
@FunctionalInterface
public interface Timestamping {

  /** Nobody. */
  Timestamping NONE = (signature, now) -> Optional.empty();

  /**
   * A token over a signature's value as DER, not judged yet; empty if there is none to be had, for
   * a signature without a timestamp is better than none.
   */
  Optional<byte[]> stamp(byte[] signature, Instant now);
}
