package io.freshseal.diagnosis.entity;

/** How far a repair, or a step of it, is. */
public enum RepairState {
  /** Steps before it have not ended. */
  WAITING,
  /** It goes on. */
  RUNNING,
  /** A person has to do it and to say so. */
  BY_HAND,
  /** Done; of a repair: and nothing is wrong any more. */
  DONE,
  /** Not done, or not all of it; of a repair also: done, and still something is wrong. */
  FAILED,
  /** Never begun. */
  SKIPPED,
  /** Somebody cancelled it. */
  CANCELLED;

  /** Whether nothing follows. */
  public boolean ended() {
    return this != WAITING && this != RUNNING && this != BY_HAND;
  }

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "repairState." + name();
  }
}
