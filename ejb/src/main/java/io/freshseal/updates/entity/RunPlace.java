package io.freshseal.updates.entity;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A place in the order of the security updates, the newest first: that of one run.
 *
 * @param id decides where times are equal
 */
public record RunPlace(Instant createdAt, UUID id) {

  public RunPlace {
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(id);
  }

  /** The place of a run. */
  public static RunPlace of(SecurityUpdate run) {
    return new RunPlace(run.createdAt(), run.id());
  }
}
