package io.freshseal.settings.entity;

import java.util.Objects;
import java.util.Optional;

/**
 * A setting as people see it.
 *
 * @param value {@link Secret#MASK} for a secret; empty if there is none
 * @param origin who said so
 */
public record SettingView(SettingKey key, Optional<String> value, Origin origin) {

  /** Who a value comes from, the weakest first. */
  public enum Origin {
    /** Nobody; the product's default, or none at all. */
    DEFAULT,
    /** Whoever started the process. */
    START,
    /** Somebody who changed it while the process ran. */
    STORED
  }

  public SettingView {
    Objects.requireNonNull(key);
    Objects.requireNonNull(value);
    Objects.requireNonNull(origin);
  }
}
