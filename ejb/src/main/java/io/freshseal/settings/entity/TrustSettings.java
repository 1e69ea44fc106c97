package io.freshseal.settings.entity;

import io.freshseal.trust.entity.TrustPolicy;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What the relay of this process judges by.
 *
 * @param anchors PEM file; empty for the own source's anchors
 */
public record TrustSettings(Optional<Path> anchors, TrustPolicy policy) {

  public TrustSettings {
    Objects.requireNonNull(anchors);
    Objects.requireNonNull(policy);
  }
}
