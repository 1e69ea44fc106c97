package io.freshseal.heartbeats.entity;

import io.freshseal.member.entity.ComputerName;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who speaks in a heartbeat, as the manager knows it by the key and not by what the heartbeat says.
 *
 * @param name the name under which the fleet knew the computer before this heartbeat
 * @param mayRelay whether it may serve others; if not, it is heard as an agent whatever it says
 */
public record Speaker(UUID id, ComputerName name, boolean mayRelay) {

  private static final String COMPUTER = "computer:";

  public Speaker {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
  }

  /** The actor of its events: the same as that of its requests. */
  public String actor() {
    return COMPUTER + id;
  }

  /** Which computer an actor is; empty for any other. */
  public static Optional<UUID> parse(String actor) {
    try {
      return actor.startsWith(COMPUTER)
          ? Optional.of(UUID.fromString(actor.substring(COMPUTER.length())))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
