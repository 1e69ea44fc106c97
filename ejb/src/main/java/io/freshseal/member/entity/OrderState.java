package io.freshseal.member.entity;

import java.util.Arrays;
import java.util.Optional;

/** How far a computer is with an order. */
public enum OrderState {
  /** Begun. */
  IN_PROGRESS,
  /** Done, or there was nothing to do. */
  SUCCEEDED,
  /** Something was refused by verification. */
  REFUSED,
  /** Not done for another reason. */
  FAILED,
  /** Not begun: too late, or nothing that this computer does. */
  SKIPPED;

  /** Whether nothing follows. */
  public boolean ended() {
    return this != IN_PROGRESS;
  }

  /** Reads a name; empty for any other text. */
  public static Optional<OrderState> parse(String text) {
    return Arrays.stream(values()).filter(state -> state.name().equals(text)).findFirst();
  }
}
