package io.freshseal.events.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A system event in the database; never changed once stored. */
@Entity
@Table(name = "system_event")
public class StoredEvent {

  // A character that no figure can hold: figures are free of control characters.
  private static final String SEPARATOR = "\u001f";

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "system_event_seq")
  @SequenceGenerator(
      name = "system_event_seq",
      sequenceName = "system_event_seq",
      allocationSize = 50)
  private Long id;

  @Column(name = "event_key", nullable = false, updatable = false)
  private String key;

  @Column(name = "occurred_at", nullable = false)
  private Instant time;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Origin origin;

  @Column(name = "event_number", nullable = false)
  private int number;

  @Enumerated(EnumType.STRING)
  @Column(name = "event_level", nullable = false)
  private EventLevel level;

  @Column(nullable = false)
  private String target;

  @Column(nullable = false)
  private String actor;

  @Column(name = "error_code")
  private Integer errorCode;

  @Column(name = "error_text")
  private String errorText;

  @Column(nullable = false)
  private String figures;

  /** For the persistence provider. */
  protected StoredEvent() {}

  /** Makes the row of an event. */
  public StoredEvent(SystemEvent event) {
    key = event.key().toString();
    time = event.time();
    origin = event.type().origin();
    number = event.type().number();
    level = event.type().level();
    target = event.target();
    actor = event.actor();
    errorCode = event.error().map(EventError::code).orElse(null);
    errorText = event.error().map(EventError::text).orElse(null);
    figures = String.join(SEPARATOR, event.figures());
  }

  /** The row's number; a stable second key where times are equal. */
  public long id() {
    return id;
  }

  /** The idempotency key. */
  public String key() {
    return key;
  }

  /** When it happened. */
  public Instant time() {
    return time;
  }

  /** Who reported it. */
  public Origin origin() {
    return origin;
  }

  /** The number, unique within the origin. */
  public int number() {
    return number;
  }

  /** How much it matters. */
  public EventLevel level() {
    return level;
  }

  /** What it is about; empty for the whole system. */
  public String target() {
    return target;
  }

  /** Who caused it. */
  public String actor() {
    return actor;
  }

  /** The error, if it reports one. */
  public Optional<EventError> error() {
    return Optional.ofNullable(errorCode).map(code -> new EventError(code, errorText));
  }

  /** Values for the description. */
  public List<String> figures() {
    return figures.isEmpty() ? List.of() : List.of(figures.split(SEPARATOR, -1));
  }

  /** The type; empty if another version of the product stored it. */
  public Optional<EventType> type() {
    return EventType.of(origin, number);
  }
}
