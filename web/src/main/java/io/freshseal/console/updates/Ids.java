package io.freshseal.console.updates;

import java.util.Optional;
import java.util.UUID;

/** Reads ids from addresses, which anybody can write. */
final class Ids {

  private static final int LENGTH = 36;

  private Ids() {}

  /** The id; empty for a text of another form, or none. */
  static Optional<UUID> parse(String text) {
    try {
      return Optional.ofNullable(text).filter(t -> t.length() == LENGTH).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
