package io.freshseal.trust.control;

/** What a certificate is issued for; catalogs have certificates of their own. */
public enum SigningPurpose {
  /** Signature files of components. */
  COMPONENT("Freshseal component signer"),
  /** Catalogs. */
  CATALOG("Freshseal catalog signer");

  private final String commonName;

  SigningPurpose(String commonName) {
    this.commonName = commonName;
  }

  String commonName() {
    return commonName;
  }
}
