package io.freshseal.groups.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why relay groups are not changed. */
public enum GroupSentence implements SentenceKey {
  /** No arguments. */
  NAME,
  /** 0 the longest. */
  DESCRIPTION,
  /** 0 the name. */
  NAME_TAKEN,
  /** No arguments. */
  NO_GROUP,
  /** No arguments. */
  NO_PARENT,
  /** 0 the names on the way, joined by arrows. */
  CYCLE,
  /** 0 the bound. */
  TOO_DEEP,
  /** 0 the bound. */
  TOO_MANY,
  /** No arguments. */
  DEFAULT_STAYS,
  /** 0 how many. */
  HAS_CHILDREN,
  /** 0 how many. */
  HAS_COMPUTERS,
  /** 0 how many. */
  HAS_RULES,
  /** No arguments. */
  PROXY_ADDRESS,
  /** 0 the longest. */
  PROXY_LOGIN,
  /** No arguments. */
  PROXY_PASSWORD,
  /** 0 what the disk says. */
  PROXY_KEY,
  /** No arguments. */
  RULE_NAME,
  /** No arguments. */
  RULE_WITHOUT_CONDITION,
  /** No arguments. */
  NO_RULE,
  /** 0 the bound. */
  TOO_MANY_RULES,
  /** No arguments. */
  RULES_MOVED_ON;

  @Override
  public String family() {
    return "groups";
  }
}
