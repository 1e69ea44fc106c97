package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import java.time.Instant;
import java.util.Objects;

/**
 * A component version that was held and has been followed by another; kept for readers caught in
 * between.
 *
 * @param since when it was superseded
 */
public record Superseded(CatalogEntry entry, Instant since) {

  public Superseded {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(since);
  }
}
