package io.freshseal.trust.control;

import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import java.security.cert.X509Certificate;

/** One of the signatures over a bundle of trust anchors. */
final class AnchorSignature {

  /** Longest accepted signature, in bytes; a real one has one to two thousand. */
  private static final int MAX_BYTES = 16 * 1024;

  private AnchorSignature() {}

  /**
   * Judges it by the steps of every other signature, but for the dates.
   *
   * @return the anchor whose key vouches for the signature
   */
  static Verdict<X509Certificate> judge(byte[] signature, AnchorLink link, TrustAnchors anchors) {
    return EnvelopeJudge.undated(signature, MAX_BYTES, new AnchorBinding(link), anchors)
        .map(judged -> find(judged.facts(), anchors));
  }

  private static X509Certificate find(SignatureFacts facts, TrustAnchors anchors) {
    CertificateFacts last = facts.chain().get(facts.chain().size() - 1);
    return anchors.certificates().stream()
        .filter(anchor -> Certificates.digest(anchor).hex().equals(last.fingerprint()))
        .findFirst()
        .orElseThrow();
  }
}
