package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.TrustAnchors;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who signs beside the classical key of a source.
 *
 * @param postQuantum empty: nobody signs with a post-quantum key
 * @param timestamps for signature files; a catalog expires before its certificate does
 */
public record Cosigners(Optional<PostQuantumAuthority> postQuantum, Timestamping timestamps) {

  /** The anchors that readers need, given those of the classical key. */
  public TrustAnchors anchors(TrustAnchors classical) {
    if (postQuantum.isEmpty() || classical.certificates().contains(postQuantum.get().anchor())) {
      return classical;
    }
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(classical.pem());
    both.writeBytes(SigningAuthority.pem(postQuantum.get().anchor()));
    return TrustAnchors.parse(both.toByteArray()).toOptional().orElseThrow();
  }

  /** The signer with a fresh post-quantum one beside it, if there are such. */
  public IssuedSigner beside(
      IssuedSigner classical, SigningPurpose purpose, Duration validity, Instant now) {
    return postQuantum
        .map(authority -> classical.beside(authority.issue(purpose, validity, now)))
        .orElse(classical);
  }
}
