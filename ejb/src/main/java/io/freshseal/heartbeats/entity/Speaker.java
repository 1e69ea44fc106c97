package io.freshseal.heartbeats.entity;

import io.freshseal.member.entity.ComputerName;
import java.util.Objects;
import java.util.UUID;

/**
 * Who speaks in a heartbeat, as the manager knows it by the key and not by what the heartbeat says.
 *
 * @param name the name under which the fleet knew the computer before this heartbeat
 * @param mayRelay whether it may serve others; if not, it is heard as an agent whatever it says
 */
public record Speaker(UUID id, ComputerName name, boolean mayRelay) {

  public Speaker {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
  }

  /** The actor of its events: the same as that of its requests. */
  public String actor() {
    return "computer:" + id;
  }
}
