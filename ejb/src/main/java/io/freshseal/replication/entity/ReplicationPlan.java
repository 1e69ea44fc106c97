package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one run has to do, decided before anything is fetched. Made anew in every run, also for an
 * unchanged catalog, because a stale signature file is retried until it is replaced.
 *
 * @param steps one per component of the catalog, sorted by id
 */
public record ReplicationPlan(List<PlannedStep> steps) {

  public ReplicationPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Plans.
   *
   * @param held what is held of a component, with a readable signature file and content
   * @param refreshesSignatures whether the relay's build fetches a renewed signature file of an
   *     unchanged component
   */
  public static ReplicationPlan of(
      Catalog catalog,
      Function<ComponentId, Optional<CatalogEntry>> held,
      boolean refreshesSignatures) {
    return new ReplicationPlan(
        catalog.components().stream()
            .map(wanted -> step(wanted, held.apply(wanted.id()), refreshesSignatures))
            .toList());
  }

  private static PlannedStep step(
      CatalogEntry wanted, Optional<CatalogEntry> held, boolean refreshesSignatures) {
    return new PlannedStep(wanted, held, action(wanted, held, refreshesSignatures));
  }

  private static Action action(
      CatalogEntry wanted, Optional<CatalogEntry> held, boolean refreshesSignatures) {
    Optional<CatalogEntry> same = held.filter(h -> PlannedStep.isSameContent(h, wanted));
    if (same.isEmpty()) {
      return Action.FETCH_BOTH;
    }
    if (same.get().signature().sha256().equals(wanted.signature().sha256())) {
      return Action.KEEP;
    }
    return refreshesSignatures ? Action.FETCH_SIGNATURE : Action.SKIP_SIGNATURE;
  }
}
