package io.freshseal.st.forge;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** The authorities and signers of a test: the good ones, and one of every bad kind. */
public final class Pki {
  private static final long YESTERDAY = -1;
  private static final long TOMORROW = 1;

  private final Identity root = CertificateForge.authority("Good Root").selfSigned();
  private final Identity intermediate =
      CertificateForge.authority("Good Intermediate").issuedBy(root);
  private final Identity catalogSigner = signer("Catalog Signer");
  private final Identity componentSigner = signer("Component Signer");
  private final Identity otherSigner = signer("Other Signer");
  private final Identity expiredRoot =
      CertificateForge.authority("Expired Root")
          .valid(CertificateForge.daysFromNow(-500), CertificateForge.daysFromNow(YESTERDAY))
          .selfSigned();
  private final Identity stranger =
      CertificateForge.signer("Component Signer")
          .issuedBy(CertificateForge.authority("Good Root").selfSigned());
  private final Identity stolen = signer("Stolen Key");

  private Identity signer(String name) {
    return CertificateForge.signer(name).issuedBy(intermediate);
  }

  /** What a machine trusts, as PEM: the good root, and one that has expired. */
  public byte[] anchors() {
    return Cms.bytes(root.pem() + expiredRoot.pem());
  }

  /** Good itself, and in the hands of a thief. */
  public Identity stolen() {
    return stolen;
  }

  public Identity root() {
    return root;
  }

  public Identity intermediate() {
    return intermediate;
  }

  public Identity catalogSigner() {
    return catalogSigner;
  }

  public Identity componentSigner() {
    return componentSigner;
  }

  /** Good as well, with another key. */
  public Identity otherSigner() {
    return otherSigner;
  }

  public Identity expiredRoot() {
    return expiredRoot;
  }

  /** Has the right names under a root of its own. */
  public Identity stranger() {
    return stranger;
  }

  /** A stranger whose certificate has expired as well. */
  public Identity expiredStranger() {
    return expired("Expired Stranger")
        .issuedBy(CertificateForge.authority("Good Root").selfSigned());
  }

  /** Expired since yesterday. */
  public Identity expiredSigner() {
    return expired("Expired Signer").issuedBy(intermediate);
  }

  private static CertificateForge expired(String name) {
    return CertificateForge.signer(name)
        .valid(CertificateForge.daysFromNow(-100), CertificateForge.daysFromNow(YESTERDAY));
  }

  /** Good itself, under an intermediate that expired yesterday. */
  public Identity underExpiredIntermediate() {
    return CertificateForge.signer("Signer of an Expired Intermediate")
        .issuedBy(
            CertificateForge.authority("Expired Intermediate")
                .valid(CertificateForge.daysFromNow(-400), CertificateForge.daysFromNow(YESTERDAY))
                .issuedBy(root));
  }

  /** Good itself, under the anchor that expired yesterday. */
  public Identity underExpiredRoot() {
    return CertificateForge.signer("Signer of an Expired Root").issuedBy(expiredRoot);
  }

  /** Valid from tomorrow. */
  public Identity tomorrowsSigner() {
    return CertificateForge.signer("Signer of Tomorrow")
        .valid(CertificateForge.daysFromNow(TOMORROW), CertificateForge.daysFromNow(90))
        .issuedBy(intermediate);
  }

  /** Meant for a TLS server. */
  public Identity serverCertificate() {
    return CertificateForge.signer("Server Certificate")
        .forPurpose(KeyPurposeId.id_kp_serverAuth)
        .issuedBy(intermediate);
  }

  /** RSA with 2048 bits. */
  public Identity weakKey() {
    return CertificateForge.signer("Weak Key").withKey("RSA-2048").issuedBy(intermediate);
  }

  /** A good key under a certificate that was signed with SHA-1. */
  public Identity sha1Certificate() {
    return CertificateForge.signer("SHA-1 Certificate").signedWith("SHA1").issuedBy(intermediate);
  }
}
