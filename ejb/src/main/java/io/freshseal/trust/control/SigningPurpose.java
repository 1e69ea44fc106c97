package io.freshseal.trust.control;

import io.freshseal.trust.control.cms.CertificateIssuer;
import java.util.List;

/** What a certificate is issued for; catalogs have certificates of their own. */
public enum SigningPurpose {
  /** Signature files of components. */
  COMPONENT("Freshseal component signer", CertificateIssuer.CODE_SIGNING),
  /** Catalogs. */
  CATALOG("Freshseal catalog signer", CertificateIssuer.CODE_SIGNING),
  /** Bundles of trust anchors; readers ask for a purpose that no other certificate has. */
  ANCHORS(
      "Freshseal anchors signer", CertificateIssuer.CODE_SIGNING, CertificateIssuer.ANCHOR_SIGNING),
  /** Timestamp tokens, and nothing else. */
  TIMESTAMPS("Freshseal timestamp authority", CertificateIssuer.TIME_STAMPING);

  private final String commonName;
  private final List<String> purposes;

  SigningPurpose(String commonName, String... purposes) {
    this.commonName = commonName;
    this.purposes = List.of(purposes);
  }

  /** OIDs of the extended key usage. */
  List<String> purposes() {
    return purposes;
  }

  String commonName() {
    return commonName;
  }
}
