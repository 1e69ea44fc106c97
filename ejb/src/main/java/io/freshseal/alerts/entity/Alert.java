package io.freshseal.alerts.entity;

import io.freshseal.alerts.entity.Finding.Target;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.shared.entity.Sentence;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An alert. Its life: begins when its cause is found, changes with it, ends when the cause is gone;
 * may be acknowledged in between, until it gets worse. One with the same cause that begins later is
 * another alert.
 */
@Entity
@Table(name = "alert")
public class Alert {

  /** Longest reason of an acknowledgement, in characters. */
  public static final int MAX_REASON = 500;

  /** At least so many more computers end an acknowledgement, if they are twice as many at least. */
  public static final int MANY_MORE = 5;

  // Of one that an older version began: how near its end was then is not known.
  private static final int NOT_KEPT = -1;

  @Id
  @Column(name = "alert_id")
  private String id;

  @Enumerated(EnumType.STRING)
  @Column(name = "alert_kind", nullable = false)
  private AlertKind kind;

  // Unique, and empty once the alert has ended: at most one is open for a cause.
  @Column(name = "open_key")
  private String openKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "target_kind", nullable = false)
  private Target.Kind targetKind;

  @Column(name = "target_id", nullable = false)
  private String targetId;

  @Enumerated(EnumType.STRING)
  @Column(name = "alert_level", nullable = false)
  private EventLevel level;

  @Column(name = "within_days")
  private Integer withinDays;

  @Column(nullable = false)
  private String sentence;

  @Column(nullable = false)
  private long computers;

  @Column(nullable = false)
  private String examples;

  @Column(name = "started_at", nullable = false)
  private Instant startedAt;

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Column(name = "acknowledged_at")
  private Instant acknowledgedAt;

  @Column(name = "acknowledged_by")
  private String acknowledgedBy;

  @Column(name = "acknowledged_because")
  private String acknowledgedBecause;

  @Column(name = "acknowledged_computers")
  private Long acknowledgedComputers;

  @Column(nullable = false)
  private int revision;

  @Column(name = "told_revision", nullable = false)
  private int told;

  /** For the persistence provider. */
  protected Alert() {}

  /** Begins one. */
  public Alert(UUID id, Finding finding, Instant now) {
    this.id = id.toString();
    this.kind = finding.kind();
    this.openKey = finding.key();
    this.startedAt = now;
    this.targetKind = finding.target().kind();
    this.targetId = finding.target().id();
    take(finding);
    revise(now);
  }

  private void take(Finding finding) {
    level = finding.level();
    withinDays = finding.withinDays().orElse(null);
    sentence = finding.sentence().encoded();
    computers = finding.computers();
    examples = String.join(",", finding.examples());
  }

  private void revise(Instant now) {
    changedAt = now;
    revision++;
  }

  /**
   * Takes over what is found of the same cause now. Another level, or another of the days on which
   * an end is told, is a change that is told; one for the worse ends an acknowledgement. So do far
   * more computers than were acknowledged, which is told as well; other figures are neither.
   */
  public void update(Finding finding, Instant now) {
    Optional<Integer> before = withinDays();
    Optional<Integer> after = isNotKept() ? before : finding.withinDays();
    int rise = finding.level().compareTo(level);
    boolean nearer = after.orElse(Integer.MAX_VALUE) < before.orElse(Integer.MAX_VALUE);
    boolean spread = hasSpread(finding.computers());
    take(finding);
    if (rise > 0 || nearer || spread) {
      acknowledgedAt = null;
      acknowledgedBy = null;
      acknowledgedBecause = null;
      acknowledgedComputers = null;
    }
    if (rise != 0 || spread || !after.equals(before)) {
      revise(now);
    }
  }

  private boolean hasSpread(long now) {
    return acknowledgedComputers != null
        && now >= 2 * acknowledgedComputers
        && now >= acknowledgedComputers + MANY_MORE;
  }

  private boolean isNotKept() {
    return withinDays != null && withinDays == NOT_KEPT;
  }

  /** Ends it: its cause is gone. */
  public void end(Instant now) {
    openKey = null;
    endedAt = now;
    revise(now);
  }

  /** Notes that somebody has seen it. */
  public void acknowledge(String who, String why, Instant now) {
    acknowledgedAt = now;
    acknowledgedBy = who;
    acknowledgedBecause = why;
    acknowledgedComputers = computers;
  }

  /** Notes that its newest change was told. */
  public void tell() {
    told = revision;
  }

  /** Names it in URLs. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** What it is about. */
  public AlertKind kind() {
    return kind;
  }

  /** Names its cause while it is open. */
  public Optional<String> openKey() {
    return Optional.ofNullable(openKey);
  }

  /** What a person would look at. */
  public Target target() {
    return new Target(targetKind, targetId);
  }

  /** How much it matters. */
  public EventLevel level() {
    return level;
  }

  /**
   * Within how many days its end is, by the days on which ends are told; 0 once it is there. Empty
   * for one that has no end, or whose end is further away.
   */
  public Optional<Integer> withinDays() {
    return isNotKept() ? Optional.empty() : Optional.ofNullable(withinDays);
  }

  /** What is the matter. */
  public Sentence sentence() {
    return Sentence.decode(sentence).orElseGet(() -> Sentence.asIs(sentence));
  }

  /** How many computers it concerns. */
  public long computers() {
    return computers;
  }

  /** Ids of some of them. */
  public List<String> examples() {
    return Arrays.stream(examples.split(",")).filter(text -> !text.isEmpty()).toList();
  }

  /** When it began. */
  public Instant startedAt() {
    return startedAt;
  }

  /** When it began, last changed its level or the nearness of its end, or ended. */
  public Instant changedAt() {
    return changedAt;
  }

  /** When it ended; empty while it is open. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** Who has seen it; empty if nobody has, or if it has got worse since. */
  public Optional<Acknowledgement> acknowledgement() {
    return Optional.ofNullable(acknowledgedAt)
        .map(at -> new Acknowledgement(at, acknowledgedBy, acknowledgedBecause));
  }

  /** That somebody has seen it, and why it stays open. */
  public record Acknowledgement(Instant at, String by, String because) {}

  /** How it is. */
  public AlertState state() {
    if (endedAt != null) {
      return AlertState.ENDED;
    }
    return acknowledgedAt == null ? AlertState.OPEN : AlertState.ACKNOWLEDGED;
  }

  /** Counts its changes; the first is 1. */
  public int revision() {
    return revision;
  }

  /** The idempotency key of the event about its newest change. */
  public UUID eventKey() {
    return UUID.nameUUIDFromBytes((id + "/" + revision).getBytes(StandardCharsets.US_ASCII));
  }
}
