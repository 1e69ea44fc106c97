package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import java.util.Objects;

/** A component version that somebody wants to publish; its bytes come beside it. */
public record StageRequest(
    ComponentId id, ComponentVersion version, ComponentKind kind, Platform platform) {

  public StageRequest {
    Objects.requireNonNull(id);
    Objects.requireNonNull(version);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(platform);
  }
}
