package io.freshseal.trust.control;

import io.freshseal.trust.control.EnvelopeJudge.Judged;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureBasis.PostQuantum;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A signature that was judged and accepted, with what it takes to know later, without its bytes,
 * that judging them anew would accept them again. What can change is asked each time: the dates and
 * the revocation of its chain. What it was judged by, its {@code TrustBasis}, is for the caller to
 * compare.
 */
public final class StandingSignature {

  private final SignatureFacts facts;
  private final List<X509Certificate> issuers;
  private final Instant judged;

  private StandingSignature(SignatureFacts facts, List<X509Certificate> issuers, Instant judged) {
    this.facts = facts;
    this.issuers = issuers;
    this.judged = judged;
  }

  /**
   * Of what was accepted; empty where more than the dates and the revocation of one chain may turn:
   * a timestamp or a post-quantum signature had a part in it.
   */
  static Optional<StandingSignature> of(Judged<?> accepted, JudgeContext context) {
    SignatureFacts facts = accepted.facts();
    PostQuantum second = facts.basis().postQuantum();
    boolean byOneChain =
        facts.basis().dates() == TimestampRule.STRICT
            && (second == PostQuantum.ABSENT || second == PostQuantum.PRESENT)
            && accepted.chain().size() == facts.chain().size();
    return byOneChain
        ? Optional.of(
            new StandingSignature(
                facts, accepted.chain().subList(1, accepted.chain().size()), context.now()))
        : Optional.empty();
  }

  /** What it says. */
  public SignatureFacts facts() {
    return facts;
  }

  /**
   * What it says, if it stands now; empty if it has to be judged anew, which may still accept it.
   * Before the time at which it was judged nothing is known of it.
   *
   * @param look in a context of the same {@code TrustBasis}
   */
  public Optional<SignatureFacts> at(RevocationLook look) {
    Instant now = look.context().now();
    boolean dated = !now.isBefore(judged) && !now.isAfter(facts.expires());
    return dated && look.passes(facts.chain(), issuers) ? Optional.of(facts) : Optional.empty();
  }

  /**
   * The same with parts that are shared with others, for many of one issuer are alike.
   *
   * @param sharing gives an equal object
   */
  public StandingSignature sharing(UnaryOperator<Object> sharing) {
    List<CertificateFacts> chain =
        facts.chain().stream().map(one -> (CertificateFacts) sharing.apply(one)).toList();
    List<X509Certificate> shared =
        issuers.stream().map(one -> (X509Certificate) sharing.apply(one)).toList();
    return new StandingSignature(
        new SignatureFacts(
            facts.signingTime(),
            shared(chain, sharing),
            (String) sharing.apply(facts.algorithm()),
            facts.basis()),
        shared(shared, sharing),
        judged);
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> shared(List<T> list, UnaryOperator<Object> sharing) {
    return (List<T>) sharing.apply(list);
  }
}
