package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.TrustSentence;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Step 5: the chain ends at an anchor and holds by RFC 5280 6.1, as the JDK validates it. Dates
 * were step 4 and are kept out: the validation runs at the latest notBefore of the path, the one
 * instant that lies in every validity if any does. An anchor's own dates are no matter of PKIX;
 * what else it says of itself is for {@link AnchorRules}.
 */
final class ChainStep {

  private ChainStep() {}

  static Optional<Refusal> refuses(CandidateChain chain) {
    if (chain.anchor().isEmpty()) {
      return untrusted(TrustSentence.CHAIN_ABSENT);
    }
    Optional<X509Certificate> weak =
        Stream.concat(chain.path().stream(), chain.anchor().stream())
            .filter(c -> KeyPolicy.of(c.getPublicKey()).isEmpty())
            .findFirst();
    Optional<X509Certificate> weaklySigned =
        chain.path().stream()
            .filter(c -> !KeyPolicy.admitsCertificateAlgorithm(c.getSigAlgName()))
            .findFirst();
    if (weak.isPresent() || weaklySigned.isPresent()) {
      X509Certificate offender = weak.or(() -> weaklySigned).orElseThrow();
      return Refusal.of(
          StatusCode.DIGITAL_SIGNATURE_ALGORITHM,
          TrustSentence.CHAIN_NOT_ALLOWED,
          Texts.oneLine(offender.getSubjectX500Principal().getName()));
    }
    return AnchorRules.refuses(chain.anchor().orElseThrow(), chain.path())
        .or(() -> validate(chain));
  }

  private static Optional<Refusal> validate(CandidateChain chain) {
    try {
      TrustAnchor anchor = new TrustAnchor(chain.anchor().orElseThrow(), null);
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
      parameters.setRevocationEnabled(false);
      parameters.setDate(chain.latestStart());
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(chain.path()), parameters);
      return Optional.empty();
    } catch (CertPathValidatorException e) {
      return untrusted(TrustSentence.CHAIN_BROKEN, Texts.oneLine(String.valueOf(e.getMessage())));
    } catch (GeneralSecurityException e) {
      return untrusted(TrustSentence.CHAIN_UNREADABLE);
    }
  }

  private static Optional<Refusal> untrusted(TrustSentence key, Object... arguments) {
    return Refusal.of(StatusCode.DIGITAL_SIGNATURE_UNTRUSTED, key, arguments);
  }
}
