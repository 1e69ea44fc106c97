package io.freshseal.diagnosis.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A diagnosis as it was made for somebody; it never changes, another one is made instead. */
@Entity
@Table(name = "diagnosis")
public class KeptDiagnosis {

  @Id
  @Column(name = "diagnosis_id")
  private String id;

  @Column(name = "created_by", nullable = false)
  private String createdBy;

  @Column(name = "created_at", nullable = false)
  private Instant createdAt;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Cause cause;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Place place;

  @Column(name = "culprit_id", nullable = false)
  private String culpritId;

  @Column(name = "culprit_name", nullable = false)
  private String culpritName;

  @Column(nullable = false)
  private int failing;

  @Column(name = "own_source", nullable = false)
  private boolean ownSource;

  @Column(nullable = false)
  private String relays;

  @Column(nullable = false)
  private String agents;

  @Column(nullable = false)
  private String path;

  @Column(nullable = false)
  private String facts;

  private String steps;

  /** For the persistence provider. */
  protected KeptDiagnosis() {}

  /**
   * Makes the row of a new diagnosis.
   *
   * @param ownSource whether the primary source is this process
   */
  public KeptDiagnosis(Diagnosis diagnosis, boolean ownSource, String actor, Instant now) {
    this.id = UUID.randomUUID().toString();
    this.createdBy = actor;
    this.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
    this.cause = diagnosis.cause();
    this.place = diagnosis.culprit().place();
    this.culpritId = diagnosis.culprit().id();
    this.culpritName = diagnosis.culprit().name();
    this.failing = diagnosis.affected().failing();
    this.ownSource = ownSource;
    this.relays = Lines.ids(diagnosis.affected().relays());
    this.agents = Lines.ids(diagnosis.affected().agents());
    this.path = Lines.path(diagnosis.path());
    this.facts = Lines.facts(diagnosis.facts());
    this.steps = Lines.steps(RepairPlan.of(diagnosis, ownSource));
  }

  /** Names it in URLs. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** Who asked for it. */
  public String createdBy() {
    return createdBy;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** What it says. */
  public Diagnosis diagnosis() {
    return new Diagnosis(
        cause,
        new Culprit(place, culpritId, culpritName),
        new Diagnosis.Affected(Lines.ids(relays), Lines.ids(agents), failing),
        Lines.path(path),
        Lines.facts(facts));
  }

  /**
   * The steps that put it right, in their order; none where nothing is wrong. Those of the day on
   * which it was made: a repair goes on by them, also where another version of the product plans
   * otherwise.
   */
  public List<RepairStep> steps() {
    // Rows from before the steps were kept have none.
    return steps == null ? RepairPlan.of(diagnosis(), ownSource) : Lines.steps(steps, diagnosis());
  }
}
