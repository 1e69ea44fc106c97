package io.freshseal.trust.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * What judgements of one run have in common.
 *
 * @param basis what this machine judges by
 * @param now the later of local clock and trusted time, as {@link TrustedTime} gives it
 */
public record JudgeContext(TrustBasis basis, Instant now) {

  public JudgeContext {
    Objects.requireNonNull(basis);
    Objects.requireNonNull(now);
  }

  /** A context of these anchors under {@link TrustPolicy#DEFAULT}. */
  public JudgeContext(TrustAnchors anchors, Instant now) {
    this(TrustBasis.of(anchors), now);
  }

  /** Where every chain must end. */
  public TrustAnchors anchors() {
    return basis.anchors();
  }
}
