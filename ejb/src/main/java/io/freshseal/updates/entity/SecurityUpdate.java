package io.freshseal.updates.entity;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.OrderKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** One ordered run over some computers. Ended when each of its steps is. */
@Entity
@Table(name = "security_update")
public class SecurityUpdate {

  @Id
  @Column(name = "update_id")
  private String id;

  @Enumerated(EnumType.STRING)
  @Column(name = "order_kind", nullable = false)
  private OrderKind kind;

  @Column(name = "order_build")
  private String build;

  @Column(name = "created_by", nullable = false)
  private String createdBy;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "until_at", nullable = false)
  private Instant until;

  @Column(name = "cancelled_at")
  private Instant cancelledAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  /** For the persistence provider. */
  protected SecurityUpdate() {}

  /** Makes the row of a new run. */
  public SecurityUpdate(UUID id, UpdateOrder order, String actor, Instant now) {
    this.id = id.toString();
    this.kind = order.kind();
    this.build = order.build().map(RelayBuild::text).orElse(null);
    this.createdBy = actor;
    this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    this.until = now.plus(order.timeout()).truncatedTo(ChronoUnit.MILLIS);
  }

  /** Names the run in URLs. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** What is ordered of every computer. */
  public OrderKind kind() {
    return kind;
  }

  /** The build that an upgrade is to. */
  public Optional<RelayBuild> build() {
    return Optional.ofNullable(build).flatMap(RelayBuild::parse);
  }

  /** Who ordered it. */
  public String createdBy() {
    return createdBy;
  }

  /** When it was ordered. */
  public Instant createdAt() {
    return createdAt;
  }

  /** From when on nothing of it is begun any more. */
  public Instant until() {
    return until;
  }

  /** When somebody cancelled it, if somebody did. */
  public Optional<Instant> cancelledAt() {
    return Optional.ofNullable(cancelledAt);
  }

  /** When its last step ended, if it has. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** Notes that nothing more of it is to begin. */
  public void cancel(Instant now) {
    if (cancelledAt == null) {
      cancelledAt = now;
    }
  }

  /** Notes that its last step ended. */
  public void end(Instant now) {
    if (endedAt == null) {
      endedAt = now;
    }
  }
}
