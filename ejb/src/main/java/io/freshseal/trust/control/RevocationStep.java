package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.RevocationList.Revoked;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.TrustPolicy.RevocationRule;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.TrustedTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Step 5, second half: no certificate of the path is revoked (RFC 5280 6.3), and enough is known to
 * say so. The anchor is not asked about; who no longer trusts it removes it. Called with chains
 * that hold, so that nobody but their issuers can have signed a list that counts.
 */
final class RevocationStep {

  private RevocationStep() {}

  /** A certificate of the path with what is known of it. */
  private record Standing(
      CertificateFacts facts, String issuer, Optional<RevocationList> list, boolean foreign) {}

  static Optional<Refusal> refuses(CandidateChain chain, JudgeContext context) {
    return refuses(chain, context, Optional.empty());
  }

  /**
   * The same for what a trusted timestamp proves to have been made before an instant: a certificate
   * that was given up later, for no fault of its key, still counts for it.
   */
  static Optional<Refusal> refuses(
      CandidateChain chain, JudgeContext context, Optional<Instant> made) {
    List<CertificateFacts> facts = chain.facts();
    List<Standing> path = new ArrayList<>();
    for (int i = 0; i < chain.path().size(); i++) {
      X509Certificate certificate = chain.path().get(i);
      X509Certificate issuer = chain.issuer(i);
      Optional<RevocationList> list = newest(context.revocations(), issuer);
      Optional<Revoked> revoked =
          list.flatMap(l -> l.find(certificate.getSerialNumber()))
              .filter(r -> !made.map(r::cameAfter).orElse(false));
      if (revoked.isPresent()) {
        return Optional.of(revoked(facts.get(i), revoked.get()));
      }
      boolean foreign = list.isEmpty() && hasNamesake(context.revocations(), issuer);
      path.add(new Standing(facts.get(i), facts.get(i).issuer(), list, foreign));
    }
    RevocationRule rule = context.basis().policy().revocation();
    return path.stream()
        .flatMap(standing -> unknown(standing, rule, context.now()).stream())
        .findFirst();
  }

  /** What the newest list of the issuer says of a certificate; empty if nothing. */
  static Optional<Revoked> find(
      Revocations lists, X509Certificate certificate, X509Certificate issuer) {
    return newest(lists, issuer).flatMap(list -> list.find(certificate.getSerialNumber()));
  }

  /** The newest list that the issuer of certificates signed itself, and was allowed to. */
  static Optional<RevocationList> newest(Revocations lists, X509Certificate issuer) {
    return lists.lists().stream()
        .filter(list -> isOf(list, issuer))
        .max(
            Comparator.comparing(RevocationList::number).thenComparing(RevocationList::thisUpdate));
  }

  /** Tells whether a list counts for what this certificate issues (RFC 5280 6.3.3 f and g). */
  static boolean isOf(RevocationList list, X509Certificate issuer) {
    return list.issuer().equals(issuer.getSubjectX500Principal())
        && maySign(issuer)
        && KeyPolicy.of(issuer.getPublicKey()).isPresent()
        && KeyPolicy.admitsCertificateAlgorithm(list.algorithm())
        && list.isSignedBy(issuer);
  }

  private static boolean hasNamesake(Revocations lists, X509Certificate issuer) {
    return lists.lists().stream()
        .anyMatch(list -> list.issuer().equals(issuer.getSubjectX500Principal()));
  }

  private static boolean maySign(X509Certificate issuer) {
    boolean[] usage = issuer.getKeyUsage();
    return usage == null || usage[6];
  }

  private static Refusal revoked(CertificateFacts facts, Revoked revoked) {
    Sentence sentence =
        Sentence.of(
            TrustSentence.CERTIFICATE_REVOKED,
            facts.subject(),
            facts.serialNumber(),
            revoked.at(),
            revoked.reason());
    return refusal(StatusCode.DIGITAL_SIGNATURE_REVOKED, sentence, facts);
  }

  private static Optional<Refusal> unknown(Standing standing, RevocationRule rule, Instant now) {
    if (standing.list().isEmpty()) {
      return rule == RevocationRule.MISSING_TOLERATED
          ? Optional.empty()
          : Optional.of(unknown(standing, missing(standing)));
    }
    return rule == RevocationRule.REQUIRED
        ? overdue(standing.issuer(), standing.list().get(), now).map(s -> unknown(standing, s))
        : Optional.empty();
  }

  /** Tells whether enough is known of an issuer's certificates by its newest list, or by none. */
  static boolean suffices(Optional<RevocationList> list, JudgeContext context) {
    RevocationRule rule = context.basis().policy().revocation();
    return list.isEmpty()
        ? rule == RevocationRule.MISSING_TOLERATED
        : rule != RevocationRule.REQUIRED || overdue("", list.get(), context.now()).isEmpty();
  }

  private static Sentence missing(Standing standing) {
    return Sentence.of(
        standing.foreign()
            ? TrustSentence.REVOCATION_LIST_FOREIGN
            : TrustSentence.REVOCATION_LIST_MISSING,
        standing.issuer(),
        standing.facts().subject());
  }

  // A list that does not say when another one follows (RFC 5280 5.1.2.5) is never current.
  private static Optional<Sentence> overdue(String issuer, RevocationList list, Instant now) {
    if (TrustedTime.isTooFarAhead(list.thisUpdate(), now)) {
      return Optional.of(
          Sentence.of(
              TrustSentence.REVOCATION_LIST_AHEAD, issuer, list.number(), list.thisUpdate(), now));
    }
    Instant next = list.nextUpdate().orElse(list.thisUpdate());
    return now.isAfter(next)
        ? Optional.of(
            Sentence.of(TrustSentence.REVOCATION_LIST_STALE, issuer, list.number(), next, now))
        : Optional.empty();
  }

  private static Refusal unknown(Standing standing, Sentence sentence) {
    return refusal(StatusCode.DIGITAL_SIGNATURE_REVOCATION_UNKNOWN, sentence, standing.facts());
  }

  private static Refusal refusal(StatusCode code, Sentence sentence, CertificateFacts facts) {
    return new Refusal(code, new Evidence(sentence, Optional.of(facts), Optional.empty()));
  }
}
