package io.freshseal.diagnosis.entity;

import io.freshseal.shared.entity.Sentence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One step of a repair as it is taken. */
@Entity
@Table(name = "repair_step")
public class TakenStep {

  @Id
  @Column(name = "step_id")
  private String id;

  @Column(name = "repair_id", nullable = false)
  private String repair;

  @Column(name = "step_number", nullable = false)
  private int number;

  @Enumerated(EnumType.STRING)
  @Column(name = "step_kind", nullable = false)
  private RepairKind kind;

  @Enumerated(EnumType.STRING)
  @Column(name = "step_state", nullable = false)
  private RepairState state;

  @Column(nullable = false)
  private String updates;

  @Column(name = "began_at")
  private Instant beganAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  private String sentence;

  /** For the persistence provider. */
  protected TakenStep() {}

  /**
   * Makes the row of a step that waits.
   *
   * @param number its place in the diagnosis, from 1
   */
  public TakenStep(UUID repair, int number, RepairKind kind) {
    this.id = repair + "/" + number;
    this.repair = repair.toString();
    this.number = number;
    this.kind = kind;
    this.state = RepairState.WAITING;
    this.updates = "";
  }

  /** Its place in the diagnosis, from 1. */
  public int number() {
    return number;
  }

  /** What it does. */
  public RepairKind kind() {
    return kind;
  }

  /** How far it is. */
  public RepairState state() {
    return state;
  }

  /** The security updates that it ordered. */
  public List<UUID> updates() {
    return Lines.ids(updates);
  }

  /** When it began. */
  public Optional<Instant> beganAt() {
    return Optional.ofNullable(beganAt);
  }

  /** When it ended. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** Why it ended so, if there is something to say. */
  public Optional<Sentence> sentence() {
    return Optional.ofNullable(sentence).flatMap(Sentence::decode);
  }

  /** Begins it, having ordered these. */
  public void begin(List<UUID> ordered, Instant now) {
    if (state == RepairState.WAITING) {
      state = kind.byHand() ? RepairState.BY_HAND : RepairState.RUNNING;
      updates = Lines.ids(ordered);
      beganAt = now;
    }
  }

  /** Ends it. */
  public void end(RepairState how, Optional<Sentence> why, Instant now) {
    if (!state.ended()) {
      state = how;
      sentence = why.map(Sentence::encoded).orElse(null);
      endedAt = now;
    }
  }
}
