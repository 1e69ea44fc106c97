package io.freshseal.trust.entity;

import java.util.Objects;
import java.util.Optional;

/**
 * What a machine judges by, in every run alike.
 *
 * @param anchors where every chain must end
 * @param source name of the one source whose catalogs are followed; empty for the one that the
 *     store has followed so far
 * @param timestampAnchors where the chain of a timestamp authority must end; empty: at {@code
 *     anchors} too
 */
public record TrustBasis(
    TrustAnchors anchors,
    TrustPolicy policy,
    Optional<String> source,
    Optional<TrustAnchors> timestampAnchors) {

  public TrustBasis {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(source);
    Objects.requireNonNull(timestampAnchors);
  }

  /** A basis whose anchors hold for timestamp authorities, too. */
  public TrustBasis(TrustAnchors anchors, TrustPolicy policy, Optional<String> source) {
    this(anchors, policy, source, Optional.empty());
  }

  /** A basis that follows whatever source the store has followed so far. */
  public TrustBasis(TrustAnchors anchors, TrustPolicy policy) {
    this(anchors, policy, Optional.empty());
  }

  /** These anchors, under {@link TrustPolicy#DEFAULT}. */
  public static TrustBasis of(TrustAnchors anchors) {
    return new TrustBasis(anchors, TrustPolicy.DEFAULT);
  }

  /** The same under another rule about revocation lists. */
  public TrustBasis heeding(TrustPolicy.RevocationRule rule) {
    TrustPolicy other = new TrustPolicy(rule, policy.timestamps(), policy.postQuantum());
    return new TrustBasis(anchors, other, source, timestampAnchors);
  }

  /** The same with other anchors. */
  public TrustBasis with(TrustAnchors others) {
    return new TrustBasis(others, policy, source, timestampAnchors);
  }

  /** The same under another rule about post-quantum signatures. */
  public TrustBasis heeding(TrustPolicy.PostQuantumRule rule) {
    TrustPolicy other = new TrustPolicy(policy.revocation(), policy.timestamps(), rule);
    return new TrustBasis(anchors, other, source, timestampAnchors);
  }

  /** The same for catalogs of this source alone. */
  public TrustBasis ofSource(String name) {
    return new TrustBasis(anchors, policy, Optional.of(name), timestampAnchors);
  }

  /** The same with anchors for timestamp authorities alone; empty: the anchors hold for these. */
  public TrustBasis withTimestampAnchors(Optional<TrustAnchors> others) {
    return new TrustBasis(anchors, policy, source, others);
  }

  /** What a timestamp authority is judged by. */
  public TrustBasis ofTimestamps() {
    return new TrustBasis(timestampAnchors.orElse(anchors), policy, source, timestampAnchors);
  }
}
