package io.freshseal.diagnosis.entity;

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

/** The steps of a diagnosis being taken. Ended when the last has, or one failed. */
@Entity
@Table(name = "repair")
public class Repair {

  @Id
  @Column(name = "repair_id")
  private String id;

  @Column(name = "diagnosis_id", nullable = false)
  private String diagnosis;

  @Column(name = "created_by", nullable = false)
  private String createdBy;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Column(name = "cancelled_at")
  private Instant cancelledAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "repair_state", nullable = false)
  private RepairState state;

  @Column(name = "after_id")
  private String after;

  // Unique while it is there, so the database keeps a second repair of the same cause out.
  @Column(name = "open_cause")
  private String openCause;

  /** For the persistence provider. */
  protected Repair() {}

  /** Makes the row of a repair that begins. */
  public Repair(KeptDiagnosis diagnosis, String actor, Instant now) {
    this.id = UUID.randomUUID().toString();
    this.diagnosis = diagnosis.id().toString();
    this.openCause = diagnosis.diagnosis().causeKey();
    this.createdBy = actor;
    this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    this.state = RepairState.RUNNING;
  }

  /** Names it in URLs. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** The diagnosis that it follows. */
  public UUID diagnosis() {
    return UUID.fromString(diagnosis);
  }

  /** Who wanted it. */
  public String createdBy() {
    return createdBy;
  }

  /** When it began. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When somebody cancelled it, if somebody did. */
  public Optional<Instant> cancelledAt() {
    return Optional.ofNullable(cancelledAt);
  }

  /** When it ended, if it has. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** How far it is. */
  public RepairState state() {
    return state;
  }

  /**
   * The diagnosis that was made after the last step; empty before, after a failed step, and where
   * the last step is not part of it.
   */
  public Optional<UUID> after() {
    return Optional.ofNullable(after).map(UUID::fromString);
  }

  /** Notes that nothing more of it is to begin. */
  public void cancel(Instant now) {
    if (cancelledAt == null) {
      cancelledAt = now;
    }
  }

  /** Ends it. */
  public void end(RepairState how, Instant now) {
    if (endedAt == null) {
      state = how;
      endedAt = now;
      openCause = null;
    }
  }

  /** Says what was found after the last step. */
  public void found(UUID newDiagnosis) {
    after = newDiagnosis.toString();
  }
}
