package io.freshseal.agent.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import java.util.Objects;
import java.util.Optional;

/**
 * A file for consumers that was put in its place.
 *
 * @param from the version that was there before; empty the first time
 */
public record AppliedChange(ComponentId id, Optional<ComponentVersion> from, ComponentVersion to) {

  public AppliedChange {
    Objects.requireNonNull(id);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }
}
