package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a source offers since this run that it did not offer before, and what it offers no longer.
 * What is remembered of a withdrawn component stays: it cannot come back in an older version.
 *
 * @param added sorted
 * @param removed sorted
 */
public record OfferChange(List<ComponentId> added, List<ComponentId> removed) {

  /** Nothing came, nothing went. */
  public static final OfferChange NONE = new OfferChange(List.of(), List.of());

  public OfferChange {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** What differs between two catalogs that were followed one after the other. */
  public static OfferChange between(Catalog before, Catalog after) {
    Set<ComponentId> old = ids(before);
    Set<ComponentId> now = ids(after);
    return new OfferChange(
        now.stream().filter(id -> !old.contains(id)).sorted().toList(),
        old.stream().filter(id -> !now.contains(id)).sorted().toList());
  }

  private static Set<ComponentId> ids(Catalog catalog) {
    return catalog.components().stream().map(CatalogEntry::id).collect(Collectors.toSet());
  }
}
