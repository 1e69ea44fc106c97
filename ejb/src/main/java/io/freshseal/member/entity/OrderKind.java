package io.freshseal.member.entity;

import java.util.Arrays;
import java.util.Optional;

/** What a manager may order a computer to do. */
public enum OrderKind {
  /** Take what the relay or source offers. */
  UPDATE,
  /** Drop what is damaged or expired and not in use; the memory of numbers stays. */
  CLEAR_CACHE,
  /** Become a relay: replicate everything, then serve. */
  ENABLE_RELAY,
  /** Stop serving. */
  DISABLE_RELAY,
  /** Behave as the build that the order names, or report that it takes a new package. */
  UPGRADE;

  /**
   * Whether it may be begun again after a kill by its kind alone; else the manager says it again.
   */
  public boolean speaksForItself() {
    return this != UPGRADE;
  }

  /** Reads a name; empty for any other text. */
  public static Optional<OrderKind> parse(String text) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(text)).findFirst();
  }
}
