package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.TrustSentence;
import java.time.Instant;
import java.util.Optional;

/** Step 4: the dates of signer, intermediates and anchor, in this order; names the offender. */
final class DateStep {

  private DateStep() {}

  static Optional<Refusal> refuses(CandidateChain chain, Instant now) {
    return chain.facts().stream().flatMap(facts -> refuses(facts, now).stream()).findFirst();
  }

  private static Optional<Refusal> refuses(CertificateFacts facts, Instant now) {
    if (now.isAfter(facts.notAfter())) {
      return Refusal.of(
              StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE,
              about(facts, TrustSentence.CERTIFICATE_EXPIRED, facts.notAfter(), now),
              facts)
          .map(refusal -> refusal.decidedBy(facts.notAfter()));
    }
    if (now.isBefore(facts.notBefore())) {
      return Refusal.of(
              StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
              about(facts, TrustSentence.CERTIFICATE_NOT_YET_VALID, facts.notBefore(), now),
              facts)
          .map(refusal -> refusal.decidedBy(facts.notBefore()));
    }
    return Optional.empty();
  }

  private static Sentence about(
      CertificateFacts facts, TrustSentence key, Instant limit, Instant now) {
    return Sentence.of(key, role(facts), facts.subject(), limit, now);
  }

  private static Sentence role(CertificateFacts facts) {
    return Sentence.of(
        switch (facts.role()) {
          case SIGNER -> TrustSentence.ROLE_SIGNER;
          case INTERMEDIATE -> TrustSentence.ROLE_INTERMEDIATE;
          case ANCHOR -> TrustSentence.ROLE_ANCHOR;
        });
  }
}
