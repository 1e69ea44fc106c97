package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import java.time.Instant;
import java.util.Locale;
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
              describe(facts) + " expired at " + facts.notAfter() + "; now it is " + now + ".",
              facts)
          .map(refusal -> refusal.decidedBy(facts.notAfter()));
    }
    if (now.isBefore(facts.notBefore())) {
      return Refusal.of(
              StatusCode.DIGITAL_SIGNATURE_CERT_NOT_YET_VALID,
              describe(facts) + " is valid from " + facts.notBefore() + "; now it is " + now + ".",
              facts)
          .map(refusal -> refusal.decidedBy(facts.notBefore()));
    }
    return Optional.empty();
  }

  private static String describe(CertificateFacts facts) {
    String role = facts.role().name().toLowerCase(Locale.ROOT);
    return "The certificate of the " + role + " (" + facts.subject() + ")";
  }
}
