package io.freshseal.agent.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What the agent itself says when it refuses. */
public enum AgentSentence implements SentenceKey {
  /** 0 the file. */
  NO_FILE,
  /** 0 what the system says. */
  FILE_UNREADABLE,
  /** 0 the component, 1 the timestamp's time, 2 when the first certificate expired. */
  HELD_BY_TIMESTAMP,
  /** 0 the component. */
  HELD_BY_POST_QUANTUM,
  /** No arguments. */
  NOTHING_REFUSED,
  /** No arguments. */
  NO_CATALOG,
  /** No arguments. */
  NOT_APPLIED,
  /** 0 the file. */
  FILE_MISSING,
  /** 0 the file. */
  FILE_CHANGED,
  /** 0 the file. */
  FILE_UNKNOWN,
  /** No arguments. */
  FOLDER_BUSY,
  /** No arguments. */
  ANCHORS_NEEDED,
  /** 0 the file, 1 a sentence about it. */
  ANCHORS_UNFIT,
  /** 0 the file, 1 what the system says, in English. */
  ANCHORS_UNREADABLE,
  /** No arguments. */
  RELAY_NO_ADDRESS,
  /** 0 the status, 1 what it says. */
  RELAY_REFUSES,
  /** No arguments. */
  TOKEN_IN_CLEAR,
  /** 0 the folder. */
  NO_FOLDER,
  /** 0 the bound. */
  TOO_MANY_RELAYS,
  /** No arguments. */
  RELAY_NEEDED,
  /** 0 the folder. */
  NOT_ENROLLED,
  /** 0 the folder. */
  ENROLLED_ALREADY,
  /** No arguments. */
  NAME_UNFIT,
  /** 0 the most. */
  JITTER_UNFIT,
  /** No arguments. */
  SOURCE_UNFIT,
  /** No arguments. */
  COMMAND_NEEDED,
  /** 0 the nearest word. */
  DID_YOU_MEAN,
  /** 0 the option and what it takes. */
  OPTION_NEEDED,
  /** 0 the option. */
  OPTION_REPEATED,
  /** 0 the option, 1 the value. */
  OPTION_UNFIT,
  /** 0 the option, 1 the value, 2 what it takes, with commas between. */
  OPTION_WORDS,
  /** 0 the word. */
  WORD_UNKNOWN;

  @Override
  public String family() {
    return "agent";
  }
}
