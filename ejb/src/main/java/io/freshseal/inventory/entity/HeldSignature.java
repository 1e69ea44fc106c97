package io.freshseal.inventory.entity;

import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.SignatureFacts;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A signature file that a store holds, with the facts of its signer's certificate. The facts are
 * those of the last time it was accepted; they stay when it is refused later.
 */
@Entity
@Table(name = "signature_file")
public class HeldSignature {

  private static final int MAX_NAME = 1000;

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "signature_file_seq")
  @SequenceGenerator(
      name = "signature_file_seq",
      sequenceName = "signature_file_seq",
      allocationSize = 50)
  private Long id;

  @Column(nullable = false)
  private String sha256;

  @Column(name = "file_size", nullable = false)
  private long size;

  @Column(name = "signature_serial", nullable = false)
  private long serial;

  @Column(name = "signed_at", nullable = false)
  private Instant signedAt;

  @Column(name = "expires_at", nullable = false)
  private Instant expires;

  @Column(name = "status_code", nullable = false)
  private int status;

  @Column(name = "algorithm")
  private String algorithm;

  @Column(name = "signer_subject")
  private String subject;

  @Column(name = "signer_issuer")
  private String issuer;

  @Column(name = "certificate_serial")
  private String certificateSerial;

  @Column(name = "certificate_fingerprint")
  private String fingerprint;

  @Column(name = "certificate_not_before")
  private Instant notBefore;

  @Column(name = "certificate_not_after")
  private Instant notAfter;

  /** For the persistence provider. */
  protected HeldSignature() {}

  /** Makes the row of a signature file. */
  public HeldSignature(Holding holding) {
    update(holding);
  }

  /** Takes over what is held now. */
  final void update(Holding holding) {
    SignatureEntry entry = holding.entry().signature();
    boolean another = !entry.sha256().hex().equals(sha256);
    sha256 = entry.sha256().hex();
    size = entry.size();
    serial = entry.serial();
    signedAt = entry.signedAt();
    expires = entry.expires();
    status = holding.status().code();
    if (another || holding.facts().isPresent()) {
      facts(holding.facts());
    }
  }

  private void facts(Optional<SignatureFacts> facts) {
    Optional<CertificateFacts> signer = facts.map(SignatureFacts::signer);
    algorithm = facts.map(SignatureFacts::described).orElse(null);
    subject = signer.map(CertificateFacts::subject).map(HeldSignature::clipped).orElse(null);
    issuer = signer.map(CertificateFacts::issuer).map(HeldSignature::clipped).orElse(null);
    certificateSerial = signer.map(CertificateFacts::serialNumber).orElse(null);
    fingerprint = signer.map(CertificateFacts::fingerprint).orElse(null);
    notBefore = signer.map(CertificateFacts::notBefore).orElse(null);
    notAfter = signer.map(CertificateFacts::notAfter).orElse(null);
  }

  private static String clipped(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  /** Digest of the file, which is its object's name. */
  public Sha256 sha256() {
    return new Sha256(sha256);
  }

  /** Length in bytes. */
  public long size() {
    return size;
  }

  /** Counts up for one component version; 0 if the store cannot know it. */
  public long serial() {
    return serial;
  }

  /** The signed attribute signing-time. */
  public Instant signedAt() {
    return signedAt;
  }

  /** The instant at which the first certificate of the chain runs out. */
  public Instant expires() {
    return expires;
  }

  /** {@code OK}, or why it is refused. */
  public StatusCode status() {
    return Arrays.stream(StatusCode.values())
        .filter(code -> code.code() == status)
        .findFirst()
        .orElse(StatusCode.INTERNAL);
  }

  /** For people, for example {@code SHA256withECDSA P-256}. */
  public Optional<String> algorithm() {
    return Optional.ofNullable(algorithm);
  }

  /** The signer's certificate; empty if the file was never accepted since the rows were made. */
  public Optional<CertificateFacts> signer() {
    return fingerprint == null
        ? Optional.empty()
        : Optional.of(
            new CertificateFacts(
                CertificateFacts.Role.SIGNER,
                subject,
                issuer,
                certificateSerial,
                fingerprint,
                notBefore,
                notAfter));
  }
}
