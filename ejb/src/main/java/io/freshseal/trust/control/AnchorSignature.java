package io.freshseal.trust.control;

import io.freshseal.trust.entity.AnchorKey;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import java.util.Set;

/** One of the signatures over a bundle of trust anchors. */
final class AnchorSignature {

  /** Longest accepted signature, in bytes; a real one has one to two thousand. */
  private static final int MAX_BYTES = 16 * 1024;

  private AnchorSignature() {}

  /**
   * Judges it by the steps of every other signature, but for the dates.
   *
   * @return the keys of its chain: the signer's, the anchor's, and those between
   */
  static Verdict<Set<AnchorKey>> judge(byte[] signature, AnchorLink link, TrustAnchors anchors) {
    return EnvelopeJudge.undated(signature, MAX_BYTES, new AnchorBinding(link), anchors)
        .map(judged -> AnchorKey.of(judged.chain()));
  }
}
