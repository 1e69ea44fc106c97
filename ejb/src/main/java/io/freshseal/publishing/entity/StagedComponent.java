package io.freshseal.publishing.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import java.time.Instant;
import java.util.Objects;

/**
 * A signed component version that waits for the next publish.
 *
 * @param entry what the next catalog will say of it
 * @param stagedAt when it was staged
 */
public record StagedComponent(CatalogEntry entry, Instant stagedAt) {

  public StagedComponent {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(stagedAt);
  }
}
