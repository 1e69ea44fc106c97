package io.freshseal.access.entity;

import io.freshseal.shared.entity.Sha256;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token for programs. The token itself is shown once, when it is made; here is its digest. It is
 * drawn from 256 random bits, so a fast digest is enough.
 */
@Entity
@Table(name = "access_token")
public class AccessToken {

  @Id
  @Column(name = "token_id")
  private String id;

  @Column(name = "token_name", nullable = false)
  private String name;

  @Column(name = "token_digest", nullable = false)
  private String digest;

  @Column(name = "created_by", nullable = false)
  private String createdBy;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  /** For the persistence provider. */
  protected AccessToken() {}

  /** Makes the row of a new token. */
  public AccessToken(String id, String name, Sha256 digest, String createdBy, Instant createdAt) {
    this.id = id;
    this.name = name;
    this.digest = digest.hex();
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  /** Names the token in lists and URLs; no secret. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String name() {
    return name;
  }

  /** SHA-256 of the token. */
  public Sha256 digest() {
    return new Sha256(digest);
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

  /** Ends the token's life; it never comes back. */
  public void revoke(Instant now) {
    if (revokedAt == null) {
      revokedAt = now;
    }
  }

  /** The holder of the token as a caller. */
  public Caller caller() {
    return new Caller("token:" + name, Set.of(Caller.ADMINISTRATOR));
  }
}
