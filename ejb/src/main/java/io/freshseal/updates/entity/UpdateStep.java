package io.freshseal.updates.entity;

import io.freshseal.computers.entity.Computer;
import io.freshseal.events.entity.EventError;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a security update orders of one computer; its id is that of the order. */
@Entity
@Table(name = "update_step")
public class UpdateStep {

  @Id
  @Column(name = "step_id")
  private String id;

  @Column(name = "update_id", nullable = false)
  private String update;

  @Column(name = "computer_id", nullable = false)
  private String computer;

  @Column(name = "computer_name", nullable = false)
  private String computerName;

  @Column(name = "group_id", nullable = false)
  private String group;

  @Column(nullable = false)
  private boolean relay;

  @Column(nullable = false)
  private boolean serves;

  @Enumerated(EnumType.STRING)
  @Column(name = "step_state", nullable = false)
  private StepState state;

  @Column(name = "status_code", nullable = false)
  private int code;

  @Column(name = "status_text", nullable = false)
  private String text;

  private String sentence;

  @Column(name = "changed_at", nullable = false)
  private Instant changedAt;

  @Column(name = "delay_ms", nullable = false)
  private long delay;

  // So that two who change it at the same moment do not both win; see StepStrokes, too.
  @Version
  @Column(name = "row_version", nullable = false)
  private long version;

  /** For the persistence provider. */
  protected UpdateStep() {}

  /** Makes the row of a step that waits; an agent takes its place in the order's spread. */
  public UpdateStep(SecurityUpdate update, Computer computer, UpdateOrder order) {
    this(update.id(), computer, update.createdAt());
    this.delay = relay ? 0 : order.delay(computer.id()).toMillis();
  }

  /** Makes the row of a step that waits. */
  public UpdateStep(UUID update, Computer computer, Instant now) {
    this.id = UUID.randomUUID().toString();
    this.update = update.toString();
    this.computer = computer.id().toString();
    this.computerName = computer.name().text();
    this.group = computer.group();
    this.relay = computer.facts().is(MemberRole.RELAY);
    this.serves = computer.facts().url().isPresent();
    this.state = StepState.WAITING;
    this.code = StatusCode.OK.code();
    this.text = StatusCode.OK.text();
    this.changedAt = now;
  }

  /** Orders it, if it waits. */
  public void order(Instant now) {
    if (state == StepState.WAITING) {
      state = StepState.PENDING;
      changedAt = now;
    }
  }

  /** Takes over what the computer reports; false if nothing follows from it any more. */
  public boolean report(OrderReport report, Instant now) {
    StepState next = StepState.of(report.state());
    if (state.ended() || state == next) {
      return false;
    }
    change(next, report.error(), report.sentence(), now);
    return true;
  }

  /** Ends it without the computer, if it has not begun. */
  public boolean skip(Sentence why, Instant now) {
    if (state != StepState.WAITING && state != StepState.PENDING) {
      return false;
    }
    change(StepState.SKIPPED, EventError.of(StatusCode.OK), why, now);
    return true;
  }

  /** Ends it as failed, for nobody will ever report it. */
  public void lose(Sentence why, Instant now) {
    if (!state.ended()) {
      change(StepState.FAILED, EventError.of(StatusCode.NOT_FOUND), why, now);
    }
  }

  private void change(StepState next, EventError error, Sentence why, Instant now) {
    state = next;
    code = error.code();
    text = error.text();
    sentence = why.encoded();
    changedAt = now;
  }

  /** Whether the computer is to be told of it now: its place in the spread has come. */
  public boolean isHandedOut(Instant now) {
    return state == StepState.IN_PROGRESS || state == StepState.PENDING && turn(now).isEmpty();
  }

  /** When its place in the spread comes; empty if nothing is waited for but the computer. */
  public Optional<Instant> turn(Instant now) {
    return Optional.of(changedAt.plusMillis(delay))
        .filter(turn -> state == StepState.PENDING && turn.isAfter(now));
  }

  /** Names the order. */
  public UUID id() {
    return UUID.fromString(id);
  }

  /** The run that it is of. */
  public UUID update() {
    return UUID.fromString(update);
  }

  /** The computer that it is for. */
  public UUID computer() {
    return UUID.fromString(computer);
  }

  /** The computer's name when the run began. */
  public String computerName() {
    return computerName;
  }

  /** The computer's relay group when the run began. */
  public String group() {
    return group;
  }

  /** Whether the computer is a relay. */
  public boolean isRelay() {
    return relay;
  }

  /** Whether others took from the computer when the run began. */
  public boolean serves() {
    return serves;
  }

  /** How far it is. */
  public StepState state() {
    return state;
  }

  /** What it ended with; {@code STATUS_OK} while it has not. */
  public EventError error() {
    return new EventError(code, text);
  }

  /** Why it ended so, if there is something to say. */
  public Optional<Sentence> sentence() {
    return Optional.ofNullable(sentence).flatMap(Sentence::decode);
  }

  /** When it last changed. */
  public Instant changedAt() {
    return changedAt;
  }
}
