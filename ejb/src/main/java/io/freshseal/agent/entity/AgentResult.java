package io.freshseal.agent.entity;

import io.freshseal.shared.entity.StatusCode;

/** How a command of the agent ended. Names and exit statuses are stable; scripts rely on them. */
public enum AgentResult {
  /** Something newer was judged and applied; nothing was refused. */
  UPDATED(0),
  /** Everything the relay offers is applied already. */
  CURRENT(0),
  /** Everything applied still passes. */
  VERIFIED(0),
  /** The state was shown. */
  SHOWN(0),
  /** What was not applied is gone. */
  CLEARED(0),
  /** What could not be used any more is gone. */
  UNUSABLE_CLEARED(0),
  /** A relay has cleared its cache. */
  RELAY_CLEARED(0),
  /** This computer belongs to a fleet now. */
  ENROLLED(0),
  /** The manager took the heartbeat. */
  REPORTED(0),
  /** A file was made. */
  MADE(0),
  /** The command line, or a file named in it, is unfit. */
  USAGE(2),
  /** Something was refused by verification, and nothing new was applied. */
  REFUSED(3),
  /** The relay or the manager cannot be reached, or what answers there is no working one. */
  UNREACHABLE(4),
  /** This computer is at fault: disk, folder, or a fault of the program. */
  LOCAL_FAULT(5),
  /** Something newer was applied, something else was not. */
  PARTIAL(6);

  private final int exit;

  AgentResult(int exit) {
    this.exit = exit;
  }

  /** The exit status of the process. */
  public int exit() {
    return exit;
  }

  /** The result of a command that ended with nothing applied, for the reason given. */
  public static AgentResult ofRefusal(StatusCode reason) {
    return switch (reason) {
      case SOURCE_UNREACHABLE,
          SOURCE_BAD_ANSWER,
          SOURCE_INCOMPLETE,
          MANAGER_UNREACHABLE,
          MANAGER_BAD_ANSWER,
          TOO_SLOW,
          TOO_LARGE ->
          UNREACHABLE;
      case DISK_FULL, STORAGE_FAULT, BUSY, INTERNAL -> LOCAL_FAULT;
      case BAD_REQUEST -> USAGE;
      default -> REFUSED;
    };
  }
}
