package io.freshseal.trust.control;

import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.TrustSentence;
import io.freshseal.trust.entity.Verdict;
import java.security.MessageDigest;

/** Step 8 for a signature file: detached, for this component, version and content. */
record ComponentBinding(ExpectedSignature expected) implements Binding<ExpectedSignature> {

  @Override
  public Verdict<ExpectedSignature> bind(CmsEnvelope envelope, SignedAttributes attributes) {
    if (envelope.content().isPresent()) {
      return misbound(TrustSentence.CONTENT_ATTACHED);
    }
    String asked = ContentHints.component(expected.id(), expected.version());
    String signed = attributes.contentHints().orElseThrow();
    if (!asked.equals(signed)) {
      return misbound(TrustSentence.MISBOUND, Texts.printable(signed), asked);
    }
    byte[] digest = attributes.messageDigest().orElseThrow();
    if (!MessageDigest.isEqual(digest, expected.content().bytes())) {
      return misbound(TrustSentence.CONTENT_OTHER, asked);
    }
    return Verdict.accept(expected);
  }

  private static Verdict<ExpectedSignature> misbound(TrustSentence key, Object... arguments) {
    return Verdict.reject(StatusCode.DIGITAL_SIGNATURE_MISBOUND, Evidence.of(key, arguments));
  }
}
