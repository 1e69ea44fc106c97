package io.freshseal.settings.entity;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a relay takes update bundles in.
 *
 * @param most the largest that is received
 * @param only whether nothing else is a source of this relay
 * @param nextCourier when the next one is expected: one that ends before is refused
 * @param earlyEndUntil until when that date does not count
 * @param folder whose bundles are taken in as they arrive
 */
public record BundleSettings(
    ByteSize most,
    boolean only,
    Optional<Instant> nextCourier,
    Optional<Instant> earlyEndUntil,
    Optional<Path> folder) {

  /** What {@code freshseal.relay.source} says where bundles alone are taken in. */
  public static final String ONLY = "bundle";

  public BundleSettings {
    Objects.requireNonNull(most);
    Objects.requireNonNull(nextCourier);
    Objects.requireNonNull(earlyEndUntil);
    Objects.requireNonNull(folder);
  }
}
