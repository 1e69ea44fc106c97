package io.freshseal.access.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;

/** A console account. Its password is kept as a salted, slow digest alone. */
@Entity
@Table(name = "account")
public class Account {

  @Id
  @Column(name = "account_name")
  private String name;

  @Column(name = "password_hash", nullable = false)
  private String passwordHash;

  @Column(nullable = false)
  private String roles;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  /** For the persistence provider. */
  protected Account() {}

  /** Makes an administrator's account. */
  public Account(String name, String passwordHash, Instant createdAt) {
    this.name = name;
    this.passwordHash = passwordHash;
    this.roles = Caller.ADMINISTRATOR;
    this.createdAt = createdAt;
  }

  /** The name to sign in with. */
  public String name() {
    return name;
  }

  /** The digest of the password, with algorithm, iterations and salt. */
  public String passwordHash() {
    return passwordHash;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The account as a caller who has proved to own it. */
  public Caller caller() {
    return new Caller(name, Set.of(roles.split(",")));
  }
}
