package io.freshseal.settings.control;

import io.freshseal.settings.entity.Settings;
import java.util.List;
import java.util.function.Function;

/** The outcome of validating all settings together. */
public sealed interface SettingsOutcome {

  /** Nothing to object to. */
  record Valid(Settings settings) implements SettingsOutcome {}

  /** Everything there is to object to, one sentence each; never empty. */
  record Invalid(List<SettingProblem> problems) implements SettingsOutcome {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** Handles both outcomes. */
  default <R> R fold(Function<Valid, R> valid, Function<Invalid, R> invalid) {
    if (this instanceof Valid v) {
      return valid.apply(v);
    }
    return invalid.apply((Invalid) this);
  }
}
