package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.util.Objects;
import java.util.Optional;

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

  /** The same as a refusal of a run. */
  public RunRefusal asOfRun() {
    return new RunRefusal(Optional.of(entry.id()), code, evidence);
  }

  /** The same with what a closer look at it says. */
  public StoreRefusal as(RunRefusal closer) {
    return new StoreRefusal(entry, closer.code(), closer.evidence());
  }
}
