package io.freshseal.trust.control.cms;

import java.util.Optional;

/**
 * What a SignerInfo carries beside its signature. Nothing covers it, so each part must prove
 * itself.
 *
 * @param timestamp DER of the timestamp token (RFC 3161), over the signature's value
 * @param postQuantum DER of a detached SignedData by a post-quantum key, over the same content
 */
public record UnsignedAttributes(Optional<byte[]> timestamp, Optional<byte[]> postQuantum) {

  /** A SignerInfo without unsigned attributes. */
  static final UnsignedAttributes NONE = new UnsignedAttributes(Optional.empty(), Optional.empty());
}
