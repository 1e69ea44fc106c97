package io.freshseal.computers.entity;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** How a computer is, the worst first; each computer has one state. */
public enum ComputerState {
  /** Two heartbeats are missed, or none ever came. */
  OFFLINE,
  /** Heard in time; its last update was refused or failed. */
  FAILED,
  /** Heard in time, and nothing is wrong. */
  WELL;

  /** The state of a computer. */
  public static ComputerState of(Computer computer, Instant now) {
    if (computer.isOffline(now) || computer.lastSeen().isEmpty()) {
      return OFFLINE;
    }
    return computer.lastRun().filter(run -> run.error().code() != 0).isPresent() ? FAILED : WELL;
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "computerState." + name();
  }

  /** Reads a name; empty for any other text. */
  public static Optional<ComputerState> parse(String text) {
    return Arrays.stream(values()).filter(state -> state.name().equals(text)).findFirst();
  }
}
