package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.JudgeContext;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What makes one path better than another; one set of rules for each kind of key.
 *
 * @param issued tells whether name and key of the second certificate fit the first
 * @param holds step 5 but for revocation: why a path that ends at an anchor does not hold
 * @param stands whether no certificate of a path that holds is revoked
 */
record PathRules(
    BiPredicate<X509Certificate, X509Certificate> issued,
    Function<CandidateChain, Optional<Refusal>> holds,
    Function<CandidateChain, Optional<Refusal>> stands) {

  /** Rank of a path that passes every question; nothing better can be found. */
  static final int BEST = 8;

  static PathRules classical(JudgeContext context) {
    return new PathRules(
        Certificates::isIssuedBy,
        ChainStep::refuses,
        chain -> RevocationStep.refuses(chain, context));
  }

  /**
   * Ranks a path by step 5, then by its dates, then by revocation: what only its dates speak
   * against can be repaired by a renewal, and must not be hidden by what could never hold.
   *
   * @return 1 to {@link #BEST}
   */
  int rank(CandidateChain chain, boolean dated) {
    if (holds.apply(chain).isPresent()) {
      return unasked(dated);
    }
    int standing =
        stands
            .apply(chain)
            .map(refusal -> refusal.reason() == StatusCode.DIGITAL_SIGNATURE_REVOKED ? 0 : 1)
            .orElse(2);
    return (dated ? 6 : 3) + standing;
  }

  /** Rank of a path of which nothing but its dates was asked. */
  static int unasked(boolean dated) {
    return dated ? 2 : 1;
  }
}
