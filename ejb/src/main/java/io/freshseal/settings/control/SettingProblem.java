package io.freshseal.settings.control;

import io.freshseal.settings.entity.SettingKey;

/**
 * What is wrong with one setting.
 *
 * @param detail half a sentence that follows the setting's name; never shows a secret
 */
public record SettingProblem(SettingKey key, String detail) {

  /** The whole sentence. */
  public String sentence() {
    return key.key() + " " + detail;
  }
}
