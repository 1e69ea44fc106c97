package io.freshseal.settings.entity;

import java.util.Objects;

/** A value that never shows itself: not in logs, not in views, not in messages. */
public record Secret(String value) {

  /** What stands in the place of every secret. */
  public static final String MASK = "********";

  public Secret {
    Objects.requireNonNull(value);
  }

  @Override
  public String toString() {
    return MASK;
  }
}
