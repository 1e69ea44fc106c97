package io.freshseal.events.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why the recording of an event type is not switched. */
public enum EventSentence implements SentenceKey {
  /** No arguments. */
  NO_TYPE,
  /** 0 number of the type. */
  ALWAYS_RECORDED;

  @Override
  public String family() {
    return "events";
  }
}
