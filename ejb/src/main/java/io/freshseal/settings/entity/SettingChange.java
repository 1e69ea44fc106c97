package io.freshseal.settings.entity;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.function.Function;

/** The outcome of changing a setting. */
public sealed interface SettingChange {

  /** The value is stored and holds from now on. */
  record Changed(SettingView setting) implements SettingChange {}

  /**
   * Nothing was changed.
   *
   * @param detail one plain English sentence
   */
  record Refused(StatusCode code, Sentence sentence) implements SettingChange {}

  /** Handles both outcomes. */
  default <R> R fold(Function<Changed, R> changed, Function<Refused, R> refused) {
    if (this instanceof Changed c) {
      return changed.apply(c);
    }
    return refused.apply((Refused) this);
  }
}
