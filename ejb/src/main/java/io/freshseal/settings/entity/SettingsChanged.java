package io.freshseal.settings.entity;

import java.util.Set;

/**
 * Told to whoever observes it after a change is in force.
 *
 * @param keys the settings whose value is another one now
 */
public record SettingsChanged(Set<SettingKey> keys, Settings settings) {

  public SettingsChanged {
    keys = Set.copyOf(keys);
  }
}
