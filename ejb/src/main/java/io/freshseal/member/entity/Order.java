package io.freshseal.member.entity;

import io.freshseal.fleet.entity.RelayBuild;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing that a computer shall do once. Handed out until its outcome has arrived, so a computer
 * remembers which it has done.
 *
 * @param build for {@link OrderKind#UPGRADE}: the build to have
 * @param until after this it is not begun any more
 */
public record Order(UUID id, OrderKind kind, Optional<RelayBuild> build, Instant until) {

  public Order {
    Objects.requireNonNull(id);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(build);
    Objects.requireNonNull(until);
  }
}
