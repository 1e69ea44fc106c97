package io.freshseal.events.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;

/** A type of events that an operator does not want recorded. */
@Entity
@Table(name = "unrecorded_event")
public class UnrecordedEvent {

  @Id
  @Column(name = "event_type")
  private String type;

  @Column(name = "changed_by", nullable = false)
  private String changedBy;

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  /** For the persistence provider. */
  protected UnrecordedEvent() {}

  /** Says who does not want it, and since when. */
  public UnrecordedEvent(EventType type, String changedBy, Instant changedAt) {
    this.type = type.name();
    this.changedBy = Objects.requireNonNull(changedBy);
    this.changedAt = Objects.requireNonNull(changedAt);
  }

  /** Name of the type. */
  public String name() {
    return type;
  }
}
