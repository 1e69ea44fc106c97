package io.freshseal.computers.entity;

import io.freshseal.shared.entity.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * An enrolment token as the manager keeps it: limited in count and time, for one group or for the
 * group that the rules name. The secret itself is shown once; here is its digest. The anchors are
 * those of the moment it was made, since the token names their digest.
 */
@Entity
@Table(name = "enrolment_token")
public class IssuedToken {

  @Id
  @Column(name = "token_id")
  private String id;

  @Column(name = "token_name", nullable = false)
  private String name;

  @Column(name = "secret_digest", nullable = false)
  private String secretDigest;

  @Column(name = "group_id")
  private String group;

  @Column(name = "most_uses", nullable = false)
  private int mostUses;

  @Column(nullable = false)
  private int uses;

  @Column(nullable = false)
  private boolean relays;

  @Column(name = "expires_at", nullable = false)
  private Instant expiresAt;

  @Column(nullable = false)
  private String anchors;

  @Column(name = "certificate_digest")
  private String certificateDigest;

  @Column(name = "created_by", nullable = false)
  private String createdBy;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  /** For the persistence provider. */
  protected IssuedToken() {}

  /** Makes the row of a new token. */
  public IssuedToken(String id, TokenOrder order, Material material, String actor, Instant now) {
    this.id = Objects.requireNonNull(id);
    this.name = order.name();
    this.group = order.group().orElse(null);
    this.mostUses = order.mostUses();
    this.relays = order.relays();
    this.expiresAt = now.plus(order.validity()).truncatedTo(ChronoUnit.MILLIS);
    this.secretDigest = material.secret().hex();
    this.anchors = material.anchors();
    this.certificateDigest = material.certificate().map(Sha256::hex).orElse(null);
    this.createdBy = Objects.requireNonNull(actor);
    this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * What binds a token to its manager.
   *
   * @param secret digest of the secret
   * @param anchors PEM file of the trust anchors
   * @param certificate digest of the TLS certificate; empty for computers on the same machine
   */
  public record Material(Sha256 secret, String anchors, Optional<Sha256> certificate) {}

  /** Names the token in lists and URLs; no secret. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** The group that its computers come into; empty to let the rules decide. */
  public Optional<String> group() {
    return Optional.ofNullable(group);
  }

  /** How many computers may join with it. */
  public int mostUses() {
    return mostUses;
  }

  /** How many have. */
  public int uses() {
    return uses;
  }

  /** Whether its computers may serve others as relays. */
  public boolean relays() {
    return relays;
  }

  /** From when on nobody may join with it. */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** PEM file of the trust anchors that its computers get. */
  public String anchors() {
    return anchors;
  }

  /** Digest of the TLS certificate that it names. */
  public Optional<Sha256> certificate() {
    return Optional.ofNullable(certificateDigest).map(Sha256::new);
  }

  /** Who made it. */
  public String createdBy() {
    return createdBy;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it was revoked, if it was. */
  public Optional<Instant> revokedAt() {
    return Optional.ofNullable(revokedAt);
  }

  /** Ends its life; it never comes back. */
  public void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  /** Why nobody may join with it now; empty if somebody may. */
  public Optional<EnrolmentSentence> closed(Instant now) {
    if (revokedAt != null) {
      return Optional.of(EnrolmentSentence.REVOKED);
    }
    if (!expiresAt.isAfter(now)) {
      return Optional.of(EnrolmentSentence.EXPIRED);
    }
    return uses >= mostUses ? Optional.of(EnrolmentSentence.USED_UP) : Optional.empty();
  }
}
