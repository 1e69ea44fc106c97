package io.freshseal.trust.control;

import io.freshseal.trust.control.EnvelopeJudge.Judged;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.CmsSigner;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * Steps 5 to 8, which run whatever step 4 says: an expired certificate of a stranger, or one under
 * another component's signature, must not look like a relay that needs repair.
 *
 * @param made the instant before which a trusted timestamp proves the signature to have been made;
 *     empty: the present decides
 */
record BeyondDates(
    CmsEnvelope envelope, CandidateChain chain, JudgeContext context, Optional<Instant> made) {

  /** The same before the lists of the present could be fetched. */
  BeyondDates beforeLists() {
    return new BeyondDates(envelope, chain, context.beforeLists(), Optional.empty());
  }

  /** The same for a signature that was made before an instant. */
  BeyondDates madeBefore(Instant instant) {
    return new BeyondDates(envelope, chain, context, Optional.of(instant));
  }

  CmsSigner signer() {
    return envelope.signers().get(0);
  }

  <T> Verdict<Judged<T>> judge(Binding<T> binding) {
    CmsSigner signer = signer();
    X509Certificate certificate = chain.path().get(0);
    Optional<Refusal> refusal =
        ChainStep.refuses(chain) // 5
            .or(() -> RevocationStep.refuses(chain, context, made)) // 5
            .or(() -> PurposeStep.refuses(certificate)) // 6
            .or(() -> SignatureStep.refuses(signer, certificate)); // 7
    if (refusal.isPresent()) {
      return refusal.get().verdict();
    }
    return TimestampStep.ofSignature(signer) // 7
        .then(
            timestamp ->
                binding
                    .bind(envelope, signer.attributes().orElseThrow()) // 8
                    .map(value -> new Judged<>(value, facts(), chain.certificates(), timestamp)));
  }

  private SignatureFacts facts() {
    PublicKey key = chain.path().get(0).getPublicKey();
    return new SignatureFacts(
        signer().attributes().flatMap(a -> a.signingTime()).orElseThrow(),
        chain.facts(),
        KeyPolicy.of(key).orElseThrow().describe(key),
        SignatureBasis.CLASSICAL);
  }
}
