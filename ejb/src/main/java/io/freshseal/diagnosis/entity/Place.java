package io.freshseal.diagnosis.entity;

/** Where on the way from the source to an agent something stands. */
public enum Place {
  /** The primary source. */
  SOURCE,
  /** Somebody who is not of the fleet. */
  STRANGER,
  /** A relay group. */
  GROUP,
  /** A relay. */
  RELAY,
  /** Agents. As a culprit: those of a relay group that fail alike. */
  AGENT,
  /** The manager. */
  MANAGER;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "place." + name();
  }
}
