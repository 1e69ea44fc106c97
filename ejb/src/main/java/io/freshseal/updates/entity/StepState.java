package io.freshseal.updates.entity;

import io.freshseal.member.entity.OrderState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** How far a security update is with one computer. */
public enum StepState {
  /** Not ordered yet: relays above it are not done. */
  WAITING,
  /** Ordered; the computer takes the order at its next heartbeat. */
  PENDING,
  /** The computer has begun. */
  IN_PROGRESS,
  /** Done, or there was nothing to do. */
  SUCCEEDED,
  /** Something was refused by verification. */
  REFUSED,
  /** Not done for another reason. */
  FAILED,
  /** Never begun: the relays above it failed, the time was up, or somebody cancelled. */
  SKIPPED;

  /** The states after which nothing follows. */
  public static final Set<StepState> ENDED = EnumSet.of(SUCCEEDED, REFUSED, FAILED, SKIPPED);

  /** Whether nothing follows. */
  public boolean ended() {
    return ENDED.contains(this);
  }

  /** The state that a computer reports. */
  public static StepState of(OrderState reported) {
    return switch (reported) {
      case IN_PROGRESS -> IN_PROGRESS;
      case SUCCEEDED -> SUCCEEDED;
      case REFUSED -> REFUSED;
      case FAILED -> FAILED;
      case SKIPPED -> SKIPPED;
    };
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "stepState." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<StepState> parse(String text) {
    return Arrays.stream(values()).filter(state -> state.name().equals(text)).findFirst();
  }
}
