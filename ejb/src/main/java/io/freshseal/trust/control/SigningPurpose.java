package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CertificateIssuer;
import java.util.Optional;

/** What a certificate is issued for; catalogs have certificates of their own. */
public enum SigningPurpose {
  /** Signature files of components. */
  COMPONENT("Freshseal component signer"),
  /** Catalogs. */
  CATALOG("Freshseal catalog signer"),
  /** Bundles of trust anchors; readers ask for a purpose that no other certificate has. */
  ANCHORS("Freshseal anchors signer", CertificateIssuer.ANCHOR_SIGNING);

  private final String commonName;
  private final Optional<String> extra;

  SigningPurpose(String commonName) {
    this.commonName = commonName;
    this.extra = Optional.empty();
  }

  SigningPurpose(String commonName, String extra) {
    this.commonName = commonName;
    this.extra = Optional.of(extra);
  }

  /** OID of the extended key usage beside code signing. */
  Optional<String> extra() {
    return extra;
  }

  String commonName() {
    return commonName;
  }
}
