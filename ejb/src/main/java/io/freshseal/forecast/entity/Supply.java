package io.freshseal.forecast.entity;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Whom a computer takes components from.
 *
 * @param relay there is one if, and only if, it is a relay
 */
public record Supply(Kind kind, Optional<UUID> relay) {

  /** What supplies. */
  public enum Kind {
    /** The primary source itself. */
    SOURCE,
    /** A relay. */
    RELAY,
    /** No relay can be reached, and the primary source is not to be used. */
    NOBODY
  }

  public Supply {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(relay);
    if (relay.isPresent() != (kind == Kind.RELAY)) {
      throw new IllegalArgumentException("a relay supplies, or none");
    }
  }
}
