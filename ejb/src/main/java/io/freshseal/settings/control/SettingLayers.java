package io.freshseal.settings.control;

import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.settings.entity.Secret;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingView;
import io.freshseal.shared.control.StartValues;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of all settings at one moment: what was stored wins over what was started with. */
public final class SettingLayers {

  private final StartValues start;
  private final Map<SettingKey, String> stored;

  private SettingLayers(StartValues start, Map<SettingKey, String> stored) {
    this.start = start;
    this.stored = Map.copyOf(stored);
  }

  /** The values the process was started with, nothing stored. */
  public static SettingLayers of(StartValues start) {
    return new SettingLayers(start, Map.of());
  }

  /** The same with these stored values; names unknown or no longer changeable are ignored. */
  public SettingLayers withStored(Map<String, String> values) {
    Map<SettingKey, String> known = new HashMap<>();
    values.forEach(
        (name, value) ->
            SettingKey.parse(name)
                .filter(SettingKey::changeable)
                .ifPresent(key -> known.put(key, value)));
    return new SettingLayers(start, known);
  }

  /** The same with one more stored value. */
  public SettingLayers with(SettingKey key, String value) {
    Map<SettingKey, String> changed = new HashMap<>(stored);
    changed.put(key, value);
    return new SettingLayers(start, changed);
  }

  /** The same without a stored value. */
  public SettingLayers without(SettingKey key) {
    Map<SettingKey, String> changed = new HashMap<>(stored);
    changed.remove(key);
    return new SettingLayers(start, changed);
  }

  /** The value that counts. */
  public Optional<String> find(SettingKey key) {
    return Optional.ofNullable(stored.get(key))
        .or(() -> start.find(key.key()))
        .or(() -> ownBuild(key));
  }

  private static Optional<String> ownBuild(SettingKey key) {
    return key == SettingKey.RELAY_BUILD
        ? Optional.of(RelayBuildTable.OWN_BUILD.text())
        : Optional.empty();
  }

  /** Validates all values together. */
  public SettingsOutcome validate() {
    return SettingsReader.read(this::find);
  }

  /** A setting as people may see it. */
  public SettingView view(SettingKey key) {
    Optional<String> value = find(key).map(text -> key.secret() ? Secret.MASK : text);
    return new SettingView(key, value, origin(key));
  }

  private SettingView.Origin origin(SettingKey key) {
    if (stored.containsKey(key)) {
      return SettingView.Origin.STORED;
    }
    return start.isGiven(key.key()) ? SettingView.Origin.START : SettingView.Origin.DEFAULT;
  }
}
