package io.freshseal.diagnosis.entity;

/** How something on the way is, as far as an ailment goes. */
public enum Condition {
  /** In order. */
  GOOD,
  /** It has the ailment. */
  BAD,
  /** Nobody told. */
  UNKNOWN;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "condition." + name();
  }
}
