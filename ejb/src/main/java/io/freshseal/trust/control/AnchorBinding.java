package io.freshseal.trust.control;

import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.CmsEnvelope;
import io.freshseal.trust.control.cms.SignedAttributes;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorSentence;
import io.freshseal.trust.entity.ContentHints;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Verdict;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Step 8 for a bundle of trust anchors: detached, over exactly its bytes, for no other purpose, and
 * by a certificate that was issued for this alone: whoever stole the key of a component's signer
 * must not be able to replace the anchors with it.
 */
record AnchorBinding(AnchorLink link) implements Binding<AnchorLink> {

  @Override
  public Verdict<AnchorLink> bind(CmsEnvelope envelope, SignedAttributes attributes) {
    String asked = ContentHints.anchors(link.bundle().source(), link.bundle().number());
    boolean bound =
        envelope.content().isEmpty()
            && asked.equals(attributes.contentHints().orElseThrow())
            && MessageDigest.isEqual(
                attributes.messageDigest().orElseThrow(), Sha256.of(link.signed()).bytes());
    if (!bound) {
      return Verdict.reject(
          StatusCode.DIGITAL_SIGNATURE_MISBOUND, Evidence.of(AnchorSentence.MISBOUND, asked));
    }
    return isForAnchors(envelope.signers().get(0).certificate().orElseThrow())
        ? Verdict.accept(link)
        : Verdict.reject(StatusCode.DIGITAL_SIGNATURE_PURPOSE, Evidence.of(AnchorSentence.PURPOSE));
  }

  private static boolean isForAnchors(X509Certificate signer) {
    try {
      List<String> purposes = signer.getExtendedKeyUsage();
      return purposes != null && purposes.contains(CertificateIssuer.ANCHOR_SIGNING);
    } catch (CertificateParsingException e) {
      return false;
    }
  }
}
