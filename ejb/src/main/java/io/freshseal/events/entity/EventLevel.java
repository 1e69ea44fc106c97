package io.freshseal.events.entity;

/** How much an event matters, the mildest first. */
public enum EventLevel {
  /** For the record. */
  INFO,
  /** Somebody should look at it when there is time. */
  WARNING,
  /** Something failed. */
  ERROR,
  /** An attack, or damage. */
  CRITICAL;

  /** Key of the level's name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "level." + name();
  }
}
