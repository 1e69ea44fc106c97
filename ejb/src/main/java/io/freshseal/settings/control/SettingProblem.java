package io.freshseal.settings.control;

import io.freshseal.settings.entity.SettingKey;
import io.freshseal.shared.entity.Sentence;

/**
 * What is wrong with one setting.
 *
 * @param sentence names the setting; never shows a secret
 */
public record SettingProblem(SettingKey key, Sentence sentence) {}
