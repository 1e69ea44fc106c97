package io.freshseal.trust.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * What judgements of one run have in common.
 *
 * @param anchors where every chain must end
 * @param now the later of local clock and trusted time, as {@link TrustedTime} gives it
 */
public record JudgeContext(TrustAnchors anchors, Instant now) {

  public JudgeContext {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(now);
  }
}
