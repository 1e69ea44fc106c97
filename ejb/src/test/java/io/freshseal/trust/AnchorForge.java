package io.freshseal.trust;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.control.cms.CertificateIssuer;
import io.freshseal.trust.control.cms.CmsSigning;
import io.freshseal.trust.control.cms.IssuedSigner;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.ContentHints;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes links of a chain of trust anchors with exactly one thing wrong, or nothing. */
public final class AnchorForge {

  public static final Instant NOW = TestPki.NOW;

  private final List<byte[]> signatures = new ArrayList<>();
  private final AnchorBundle bundle;
  private final byte[] signed;

  private AnchorForge(AnchorBundle bundle) {
    this.bundle = bundle;
    this.signed = AnchorLinkJson.bundle(bundle);
  }

  /** An authority that is good for ten years around now. */
  public static IssuedSigner authority(String name) {
    return authority(name, NOW.minus(Duration.ofDays(365)), Duration.ofDays(3650));
  }

  public static IssuedSigner authority(String name, Instant from, Duration validity) {
    return CertificateIssuer.authority(name, validity, from);
  }

  /** A bundle of these authorities, whose anchors come in this order. */
  public static AnchorBundle bundle(
      long number, int threshold, Optional<AnchorsEntry> previous, IssuedSigner... authorities) {
    List<X509Certificate> anchors =
        Arrays.stream(authorities).map(IssuedSigner::certificate).toList();
    return new AnchorBundle("primary", number, threshold, NOW, anchors, previous);
  }

  public static AnchorForge link(AnchorBundle bundle) {
    return new AnchorForge(bundle);
  }

  public AnchorForge by(IssuedSigner... authorities) {
    for (IssuedSigner authority : authorities) {
      by(authority, ContentHints.anchors(bundle.source(), bundle.number()));
    }
    return this;
  }

  public AnchorForge by(IssuedSigner authority, String hints) {
    return by(authority, Optional.of(CertificateIssuer.ANCHOR_SIGNING), hints);
  }

  /** Signs with a fresh certificate of this purpose beside code signing. */
  public AnchorForge by(IssuedSigner authority, Optional<String> purpose, String hints) {
    IssuedSigner leaf =
        CertificateIssuer.issue(
            authority,
            new CertificateIssuer.Leaf(
                "Signer",
                Duration.ofDays(1),
                authority.certificate(),
                purpose
                    .map(own -> List.of(CertificateIssuer.CODE_SIGNING, own))
                    .orElse(List.of(CertificateIssuer.CODE_SIGNING))),
            NOW.minus(Duration.ofDays(30)));
    return adding(CmsSigning.detached(leaf, Sha256.of(signed), hints, NOW));
  }

  public AnchorForge adding(byte[] signature) {
    signatures.add(signature);
    return this;
  }

  public byte[] signed() {
    return signed;
  }

  /** The bundle's name, for the next one. */
  public Optional<AnchorsEntry> name() {
    return Optional.of(new AnchorsEntry(bundle.number(), Sha256.of(signed), signed.length));
  }

  public byte[] make() {
    return AnchorLinkJson.link(signed, signatures);
  }
}
