package io.freshseal.settings.entity;

import io.freshseal.shared.entity.SentenceKey;

/** Why a setting is not changed. */
public enum SettingsSentence implements SentenceKey {
  /** No arguments. */
  NO_SETTING,
  /** 0 the setting. */
  FIXED,
  /** 0 the setting. */
  NO_VALUE,
  /** 0 what is wrong, in English. */
  INVALID;

  @Override
  public String family() {
    return "settings";
  }
}
