package io.freshseal.tasks.entity;

/** What came of the last time that a task was due or was run by hand. */
public enum TaskResult {
  /** A security update was ordered; how it went is said there. */
  ORDERED,
  /** The security update of the time before was still going on. */
  SKIPPED,
  /** Nothing could be ordered, for example of a group without computers. */
  REFUSED;

  /** Key of its name in the bundle {@code io.freshseal.messages}. */
  public String messageKey() {
    return "taskResult." + name();
  }
}
