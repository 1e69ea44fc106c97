package io.freshseal.settings.entity;

import io.freshseal.shared.entity.SentenceKey;

/** What is wrong with a setting, or why it is not changed. */
public enum SettingsSentence implements SentenceKey {
  /** No arguments. */
  NO_SETTING,
  /** 0 the setting. */
  FIXED,
  /** 0 the setting. */
  NO_VALUE,
  /** 0 the setting, 1 what it takes. */
  MUST_BE,
  /** 0 the setting, 1 what it takes, 2 the value. */
  MUST_BE_NOT,
  /** 0 the setting, 1 the bound. */
  TOO_LONG,
  /** 0 the setting, 1 the bound. */
  TOO_SHORT,
  /** 0 the setting, 1 the least. */
  AT_LEAST,
  /** 0 the setting, 1 the most. */
  AT_MOST,
  /** 0 the setting. */
  NEEDED,
  /** 0 the setting, 1 the other. */
  NEEDED_WITH,
  /** 0 the setting, 1 the other. */
  NEEDS,
  /** 0 the setting. */
  NEEDS_SOURCE,
  /** 0 the setting. */
  NEEDED_WITHOUT_SOURCE,
  /** 0 the setting. */
  NEEDS_ASKABLE_SOURCE,
  /** 0 the setting. */
  NEEDS_RELAY,
  /** 0 the setting. */
  NEEDS_TLS,
  /** 0 the setting. */
  NOT_FOR_A_MANAGER,
  /** What a setting takes. No arguments. */
  PATH,
  /** What a setting takes. No arguments. */
  URL,
  /** What a setting takes. 0 the most. */
  URLS,
  /** What a setting takes. No arguments. */
  DURATION,
  /** What a setting takes. No arguments. */
  INSTANT,
  /** What a setting takes. No arguments. */
  SIZE,
  /** What a setting takes. 0 the words, with commas between. */
  ONE_OF,
  /** What a setting takes. No arguments. */
  TIMESTAMPS,
  /** What a setting takes. No arguments. */
  FLAG,
  /** What a setting takes. 0 the highest. */
  PORT,
  /** What a setting takes. No arguments. */
  ROLES,
  /** What a setting takes. No arguments. */
  BUILD,
  /** What a setting takes. No arguments. */
  NAME,
  /** What a setting takes. No arguments. */
  COMPUTER_NAME,
  /** What a setting takes. 0 the highest. */
  COUNT,
  /** No arguments. */
  DAYS,
  /** What a setting takes. No arguments. */
  DATABASE;

  @Override
  public String family() {
    return "settings";
  }
}
