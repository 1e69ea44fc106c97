package io.freshseal.trust.entity;

import io.freshseal.trust.entity.TrustPolicy.PostQuantumRule;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import java.time.Instant;
import java.util.Objects;

/**
 * What judgements of one run have in common.
 *
 * @param basis what this machine judges by
 * @param revocations the revocation lists at hand
 * @param now the later of local clock and trusted time, as {@link TrustedTime} gives it
 */
public record JudgeContext(TrustBasis basis, Revocations revocations, Instant now) {

  public JudgeContext {
    Objects.requireNonNull(basis);
    Objects.requireNonNull(revocations);
    Objects.requireNonNull(now);
  }

  /**
   * A context of whoever has anchors and nothing else: everything is asked for but revocation
   * lists. For a source that reads what it has just signed; readers have a {@link TrustBasis}.
   */
  public JudgeContext(TrustAnchors anchors, Instant now) {
    this(TrustBasis.of(anchors).heeding(RevocationRule.MISSING_TOLERATED), Revocations.none(), now);
  }

  /** The same with other lists at hand. */
  public JudgeContext with(Revocations lists) {
    return new JudgeContext(basis, lists, now);
  }

  /**
   * The same for the time before the lists of the present could be fetched: a revoked certificate
   * is refused, the lack of a current list is not.
   */
  public JudgeContext beforeLists() {
    return new JudgeContext(basis.heeding(RevocationRule.MISSING_TOLERATED), revocations, now);
  }

  /** The same under another rule about post-quantum signatures. */
  public JudgeContext heeding(PostQuantumRule rule) {
    return new JudgeContext(basis.heeding(rule), revocations, now);
  }

  /** Where every chain must end. */
  public TrustAnchors anchors() {
    return basis.anchors();
  }

  /** The same, for judging a timestamp authority. */
  public JudgeContext ofTimestamps() {
    return new JudgeContext(basis.ofTimestamps(), revocations, now);
  }
}
