package io.freshseal.computers.entity;

/** Who put a computer into its relay group. */
public enum Assignment {
  /** Nobody: it is in the default group. */
  DEFAULT,
  /** The token that it joined with. */
  ENROLMENT,
  /** A rule; the rules may move it on. */
  RULE,
  /** An operator; no rule moves it. */
  HAND;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "assignment." + name();
  }
}
