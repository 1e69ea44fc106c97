package io.freshseal.trust.entity;

import java.util.Objects;

/**
 * What a machine judges by, in every run alike.
 *
 * @param anchors where every chain must end
 */
public record TrustBasis(TrustAnchors anchors, TrustPolicy policy) {

  public TrustBasis {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(policy);
  }

  /** These anchors, under {@link TrustPolicy#DEFAULT}. */
  public static TrustBasis of(TrustAnchors anchors) {
    return new TrustBasis(anchors, TrustPolicy.DEFAULT);
  }

  /** The same under another rule about revocation lists. */
  public TrustBasis heeding(TrustPolicy.RevocationRule rule) {
    return new TrustBasis(
        anchors, new TrustPolicy(rule, policy.timestamps(), policy.postQuantum()));
  }
}
