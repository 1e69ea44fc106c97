package io.freshseal.alerts.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What alerts say, and why one is not acknowledged. */
public enum AlertSentence implements SentenceKey {
  /** 0 the relay, 1 its build, 2 when the first file is refused, 3 how many computers. */
  CANNOT_RENEW,
  /** 0 what runs out, 1 when it is refused, 2 how many computers. */
  EXPIRY_AHEAD,
  /** 0 the group, 1 how many computers should take from it, directly or not. */
  EMPTY_GROUP,
  /** 0 the relay, 1 the status text of its last update. */
  RELAY_CANNOT_FETCH,
  /** 0 how many computers, 1 since when the first of them. */
  OUT_OF_DATE,
  /** 0 when it was last confirmed, 1 why not. */
  SOURCE_UNREACHABLE,
  /** 0 why not. */
  SOURCE_NEVER_REACHED,
  /** 0 the sequence of its catalog. */
  SOURCE_NOT_RENEWING,
  /** 0 how many computers. */
  CLOCKS_DIFFER,
  /** 0 how many computers. */
  DISKS_FULL,
  /** 0 how many computers, 1 how many of them relays. */
  COMPUTERS_OFFLINE,
  /** 0 when. */
  CERTIFICATE_ENDS,
  /** No arguments. */
  NO_ALERT,
  /** 0 the longest. */
  REASON,
  /** No arguments. */
  ENDED_ALREADY;

  @Override
  public String family() {
    return "alerts";
  }
}
