package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.util.Objects;

/**
 * A signature file that is held and does not pass any more.
 *
 * @param entry what is held
 */
public record StoreRefusal(CatalogEntry entry, StatusCode code, Evidence evidence) {

  public StoreRefusal {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(code);
    Objects.requireNonNull(evidence);
  }
}
