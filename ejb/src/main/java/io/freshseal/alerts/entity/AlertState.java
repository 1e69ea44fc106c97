package io.freshseal.alerts.entity;

import java.util.Arrays;
import java.util.Optional;

/** How an alert is. */
public enum AlertState {
  /** Its cause is there, and nobody has said anything. */
  OPEN,
  /** Its cause is there, and somebody has seen it. */
  ACKNOWLEDGED,
  /** Its cause is gone. */
  ENDED;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "alertState." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<AlertState> parse(String text) {
    return Arrays.stream(values()).filter(state -> state.name().equals(text)).findFirst();
  }
}
