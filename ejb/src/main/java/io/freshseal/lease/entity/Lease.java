package io.freshseal.lease.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * Permission to do a piece of work until it expires or is given back. Who holds it may take it
 * again at once, so that a node that was killed goes on without waiting.
 */
@Entity
@Table(name = "lease")
public class Lease {

  @Id
  @Column(name = "lease_name")
  private String name;

  @Column(name = "lease_owner", nullable = false)
  private String owner;

  @Column(name = "expires_at", nullable = false)
  private Instant expires;

  /** For the persistence provider. */
  protected Lease() {}

  /** Makes the row of a lease nobody had before. */
  public Lease(String name, String owner, Instant expires) {
    this.name = name;
    this.owner = owner;
    this.expires = expires;
  }

  /** The work it is for. */
  public String name() {
    return name;
  }

  /** The node that has it. */
  public String owner() {
    return owner;
  }

  /** Until when. */
  public Instant expires() {
    return expires;
  }
}
