package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.TrustedTime;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the time of a token may stand for the present when the dates of a chain are judged: it
 * lies within every validity of the chain, and the authority that vouches for it is good now.
 */
final class TimestampTrust {

  /** id-kp-timeStamping (RFC 3161 2.3). */
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";

  private TimestampTrust() {}

  /**
   * Says why not; empty if it may.
   *
   * @param chain of the signature that the token is over
   */
  static Optional<Sentence> refuses(
      Timestamp timestamp, CandidateChain chain, JudgeContext context) {
    return ahead(timestamp, context)
        .or(() -> outside(timestamp, chain))
        .or(() -> misused(timestamp.certificate()))
        .or(() -> untrusted(timestamp, context.ofTimestamps()));
  }

  /**
   * Says why the authority of a token is not good now; empty if it is.
   *
   * @param trusted by which its chain is judged; empty: its own certificate alone is
   */
  static Optional<Sentence> refusesAuthority(
      Timestamp timestamp, Optional<JudgeContext> trusted, Instant now) {
    X509Certificate certificate = timestamp.certificate();
    return misused(certificate)
        .or(() -> beyondDates(certificate, now))
        .or(() -> trusted.flatMap(context -> untrusted(timestamp, context)));
  }

  private static Optional<Sentence> beyondDates(X509Certificate certificate, Instant now) {
    return Certificates.isWithinDates(certificate, now)
        ? Optional.empty()
        : Optional.of(
            Sentence.of(
                TrustSentence.TIMESTAMP_OUTSIDE,
                now,
                Texts.oneLine(certificate.getSubjectX500Principal().getName()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant()));
  }

  private static Optional<Sentence> ahead(Timestamp timestamp, JudgeContext context) {
    return timestamp.token().earliest().isAfter(context.now().plus(TrustedTime.TOLERANCE))
        ? Optional.of(
            Sentence.of(TrustSentence.TIMESTAMP_AHEAD, timestamp.token().time(), context.now()))
        : Optional.empty();
  }

  private static Optional<Sentence> outside(Timestamp timestamp, CandidateChain chain) {
    return chain.facts().stream()
        .filter(facts -> !isWithin(timestamp, facts))
        .findFirst()
        .map(
            facts ->
                Sentence.of(
                    TrustSentence.TIMESTAMP_OUTSIDE,
                    timestamp.token().time(),
                    facts.subject(),
                    facts.notBefore(),
                    facts.notAfter()));
  }

  private static boolean isWithin(Timestamp timestamp, CertificateFacts facts) {
    return !timestamp.token().earliest().isBefore(facts.notBefore())
        && !timestamp.token().latest().isAfter(facts.notAfter());
  }

  // RFC 3161 2.3: the extension is critical and holds this one purpose.
  private static Optional<Sentence> misused(X509Certificate certificate) {
    boolean critical =
        certificate.getCriticalExtensionOIDs() != null
            && certificate.getCriticalExtensionOIDs().contains(EXTENDED_KEY_USAGE);
    boolean[] usage = certificate.getKeyUsage();
    boolean signs = usage != null && (usage[0] || usage[1]);
    return critical && signs && hasThePurposeAlone(certificate)
        ? Optional.empty()
        : Optional.of(
            Sentence.of(
                TrustSentence.TIMESTAMP_PURPOSE,
                Texts.oneLine(certificate.getSubjectX500Principal().getName())));
  }

  private static boolean hasThePurposeAlone(X509Certificate certificate) {
    try {
      return List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage());
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static Optional<Sentence> untrusted(Timestamp timestamp, JudgeContext context) {
    CandidateChain chain =
        ChainAssembly.of(
            timestamp.certificate(), timestamp.token().envelope().certificates(), context);
    return ChainStep.refuses(chain)
        .or(() -> DateStep.refuses(chain, context.now()))
        .or(() -> RevocationStep.refuses(chain, context))
        .map(r -> Sentence.of(TrustSentence.TIMESTAMP_CHAIN, r.evidence().sentence()));
  }
}
