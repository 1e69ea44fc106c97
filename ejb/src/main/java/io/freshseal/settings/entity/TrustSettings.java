package io.freshseal.settings.entity;

import io.freshseal.trust.entity.TrustPolicy;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the relay of this process judges by.
 *
 * @param anchors PEM file; empty for the own source's anchors
 * @param source name of the one source whose catalogs are followed; empty for the one that was
 *     followed so far
 * @param timestampAnchors PEM file; empty: {@code anchors} hold for timestamp authorities, too
 */
public record TrustSettings(
    Optional<Path> anchors,
    TrustPolicy policy,
    Optional<String> source,
    Optional<Path> timestampAnchors) {

  public TrustSettings {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(policy);
    Objects.requireNonNull(source);
    Objects.requireNonNull(timestampAnchors);
  }
}
