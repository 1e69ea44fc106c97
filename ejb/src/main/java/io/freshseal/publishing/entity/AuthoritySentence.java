package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why the authorities of a source stay as they are. */
public enum AuthoritySentence implements SentenceKey {
  /** No arguments. */
  NO_SOURCE,
  /** No arguments. */
  NO_ROOM,
  /** No arguments. */
  KEY_AWAY,
  /** No arguments. */
  SIGNS,
  /** 0 the threshold. */
  TOO_FEW_LEFT,
  /** No arguments. */
  POST_QUANTUM,
  /** No arguments. */
  OF_OPERATOR,
  /** No arguments. */
  UNKNOWN,
  /** 0 how many keys it takes, 1 how many are at hand. */
  TOO_FEW_KEYS,
  /** 0 what the operating system says, in English. */
  KEYS_UNREADABLE;

  @Override
  public String family() {
    return "authorities";
  }
}
