package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import java.util.Objects;
import java.util.Optional;

/**
 * One component in a plan.
 *
 * @param wanted what the catalog names
 * @param held what is held of the component, perhaps an older version
 */
public record PlannedStep(CatalogEntry wanted, Optional<CatalogEntry> held, Action action) {

  public PlannedStep {
    Objects.requireNonNull(wanted);
    Objects.requireNonNull(held);
    Objects.requireNonNull(action);
  }

  /** What is held, if it is the wanted version with the wanted content. */
  public Optional<CatalogEntry> heldContent() {
    return held.filter(entry -> isSameContent(entry, wanted));
  }

  /** Tells whether two entries have the same version and content. */
  public static boolean isSameContent(CatalogEntry a, CatalogEntry b) {
    return a.id().equals(b.id())
        && a.version().equals(b.version())
        && a.sha256().equals(b.sha256())
        && a.size() == b.size();
  }
}
