package io.freshseal.alerts.entity;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What alerts depend on beside the picture of the fleet.
 *
 * @param days how far ahead an end is told
 * @param behindAfter for how long a computer may be behind the source
 * @param clocks computers whose clocks differ
 * @param disks computers with hardly any room
 * @param certificate when the manager's TLS certificate ends; empty without TLS
 */
public record Circumstances(
    AlertDays days,
    Duration behindAfter,
    Affected clocks,
    Affected disks,
    Optional<Instant> certificate) {

  /**
   * Computers that something is true of.
   *
   * @param examples ids of some of them
   */
  public record Affected(long computers, List<String> examples) {

    /** Nobody. */
    public static final Affected NOBODY = new Affected(0, List.of());

    public Affected {
      examples = List.copyOf(examples);
    }
  }

  public Circumstances {
    Objects.requireNonNull(days);
    Objects.requireNonNull(behindAfter);
    Objects.requireNonNull(clocks);
    Objects.requireNonNull(disks);
    Objects.requireNonNull(certificate);
  }
}
