package io.freshseal.computers.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why there is no such token, or why a computer may not join with it. */
public enum EnrolmentSentence implements SentenceKey {
  /** No arguments. */
  NAME,
  /** 0 the most. */
  USES,
  /** 0 the shortest, 1 the longest. */
  VALIDITY,
  /** No arguments. */
  NO_GROUP,
  /** 0 the bound. */
  TOO_MANY_TOKENS,
  /** 0 the bound. */
  TOO_MANY_COMPUTERS,
  /** No arguments. */
  NO_ANCHORS,
  /** No arguments. */
  UNKNOWN,
  /** No arguments. */
  REVOKED,
  /** No arguments. */
  EXPIRED,
  /** No arguments. */
  USED_UP,
  /** No arguments. */
  NO_RELAYS,
  /** No arguments. */
  NO_TOKEN,
  /** No arguments. */
  NO_COMPUTER;

  @Override
  public String family() {
    return "enrolment";
  }
}
