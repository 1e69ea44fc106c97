package io.freshseal.updates.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What is said of security updates and of their steps. */
public enum UpdateSentence implements SentenceKey {
  /** No arguments. */
  KIND,
  /** No arguments. */
  BUILD,
  /** 0 the bound. */
  TOO_MANY,
  /** 0 the shortest, 1 the longest. */
  TIMEOUT,
  /** 0 the widest. */
  SPREAD,
  /** No arguments. */
  NO_COMPUTERS,
  /** No arguments. */
  NO_GROUP,
  /** No arguments. */
  NO_UPDATE,
  /** 0 the group whose relays are waited for. */
  WAITS_FOR_RELAYS,
  /** 0 when its place in the spread comes. */
  WAITS_FOR_TURN,
  /** 0 the group whose relays failed, 1 the relay that failed first, 2 its status text. */
  BEHIND_FAILED_RELAY,
  /** 0 until when it was waited for. */
  TIME_UP,
  /** No arguments. */
  CANCELLED,
  /** No arguments. */
  LOST,
  /** No arguments. */
  REMOVED;

  @Override
  public String family() {
    return "updates";
  }
}
