package io.freshseal.settings.entity;

import java.time.Duration;
import java.util.Objects;

/**
 * Which contents a relay holds.
 *
 * @param onRequest whether it fetches them only when somebody asks; else it holds all
 * @param maxBytes how many bytes of them it then holds at most
 * @param maxAge for how long it then holds what nobody asks for
 */
public record LazySettings(boolean onRequest, ByteSize maxBytes, Duration maxAge) {

  /** The words of {@code freshseal.relay.mode}, the first for what holds everything. */
  public static final String FULL = "full";

  /** The other one. */
  public static final String LAZY = "lazy";

  public LazySettings {
    Objects.requireNonNull(maxBytes);
    Objects.requireNonNull(maxAge);
  }
}
