package io.freshseal.updates.entity;

import io.freshseal.computers.entity.Computer;
import java.util.Arrays;
import java.util.Optional;

/**
 * How far a security update is with one computer, and what it waits for: the state of the step, but
 * for what is ordered and not begun, which depends on when the computer is heard.
 */
public enum StepStanding {
  /** Not ordered yet: relays above it are not done. */
  WAITING(StepState.WAITING),
  /** Ordered; the computer's heartbeat is due, and brings the order to it. */
  PENDING(StepState.PENDING),
  /** Ordered; the computer was heard in time, and its next heartbeat is not due yet. */
  PENDING_HEARTBEAT(StepState.PENDING),
  /** Ordered; the computer is offline, or not in the fleet any more. */
  PENDING_OFFLINE(StepState.PENDING),
  /** The computer has begun. */
  IN_PROGRESS(StepState.IN_PROGRESS),
  /** Done, or there was nothing to do. */
  SUCCEEDED(StepState.SUCCEEDED),
  /** Something was refused by verification. */
  REFUSED(StepState.REFUSED),
  /** Not done for another reason. */
  FAILED(StepState.FAILED),
  /** Never begun. */
  SKIPPED(StepState.SKIPPED);

  private final StepState state;

  StepStanding(StepState state) {
    this.state = state;
  }

  /** The state of the step that stands so. */
  public StepState state() {
    return state;
  }

  /**
   * How a step stands.
   *
   * @param computer the computer that it is for; empty if it left the fleet
   */
  public static StepStanding of(StepState state, Optional<Computer> computer, Hearing hearing) {
    if (state != StepState.PENDING) {
      return valueOf(state.name());
    }
    return computer
        .filter(heard -> heard.lastSeen().isPresent() && !heard.isOffline(hearing.now()))
        .map(heard -> heard.lastSeen().filter(hearing.notDueSince()::isBefore))
        .map(recent -> recent.isPresent() ? PENDING_HEARTBEAT : PENDING)
        .orElse(PENDING_OFFLINE);
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "stepStanding." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<StepStanding> parse(String text) {
    return Arrays.stream(values()).filter(each -> each.name().equals(text)).findFirst();
  }
}
