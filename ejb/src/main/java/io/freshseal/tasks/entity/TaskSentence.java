package io.freshseal.tasks.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What is said of scheduled tasks. */
public enum TaskSentence implements SentenceKey {
  /** No arguments. */
  NAME,
  /** 0 the name. */
  NAME_TAKEN,
  /** 0 the longest. */
  SPREAD,
  /** No arguments. */
  START,
  /** No arguments. */
  NEVER_DUE,
  /** No arguments. */
  NO_TASK,
  /** 0 the bound. */
  TOO_MANY,
  /** 0 the security update. */
  STILL_RUNNING;

  @Override
  public String family() {
    return "tasks";
  }
}
