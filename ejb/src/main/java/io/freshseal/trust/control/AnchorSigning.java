package io.freshseal.trust.control;

import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorKey;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.Verdict;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes links of the chain of trust anchors, and judges each as its readers will. */
public final class AnchorSigning {

  private AnchorSigning() {}

  /** Those keys of anchors that can sign the next bundle; links are signed classically alone. */
  public static Set<AnchorKey> keys(Collection<X509Certificate> anchors) {
    return AnchorKey.of(
        anchors.stream()
            .filter(anchor -> KeyPolicy.of(anchor.getPublicKey()).isPresent())
            .toList());
  }

  /**
   * Signs a bundle with every authority that is at hand and an anchor of it or of the one before.
   * Refuses what readers would refuse, {@code ANCHORS_UNTRUSTED} above all.
   *
   * @param before the link before; empty to start a chain, whose first bundle signs itself
   */
  public static Verdict<AnchorLink> sign(
      AnchorBundle bundle,
      Optional<AnchorLink> before,
      List<SigningAuthority> atHand,
      Instant now) {
    byte[] signed = AnchorLinkJson.bundle(bundle);
    Set<Object> known = new HashSet<>(bundle.anchors());
    before.ifPresent(link -> known.addAll(link.bundle().anchors()));
    List<byte[]> signatures = new ArrayList<>();
    for (SigningAuthority authority : atHand) {
      if (authority.issuesFreshCertificates()
          && known.remove(authority.anchor())
          && signatures.size() < AnchorLinkJson.MAX_SIGNATURES) {
        signatures.add(authority.signAnchors(bundle, signed, now));
      }
    }
    byte[] file = AnchorLinkJson.link(signed, signatures);
    AnchorJudge judge = new AnchorJudge();
    return before
        .map(link -> judge.judge(file, AnchorPoint.of(link)))
        .orElseGet(() -> judge.judgeFirst(file));
  }
}
