package io.freshseal.forecast.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Since when a source offers what it does, by component. A computer is behind since something newer
 * than it holds was first offered, however often the source has published after that.
 */
public record SourcePast(Map<ComponentId, Offerings> components) {

  /** Nothing is known. */
  public static final SourcePast NONE = new SourcePast(Map.of());

  public SourcePast {
    components = Map.copyOf(components);
  }

  /** What is known of a component. */
  public Offerings of(ComponentId id) {
    return components.getOrDefault(id, Offerings.NONE);
  }

  /**
   * The same with what is offered now, and without what is offered no more; the same object where
   * that is nothing new.
   *
   * @param seen when the source was last seen before; empty if it never was
   */
  public SourcePast with(Catalog catalog, Optional<Instant> seen, Instant now) {
    Map<ComponentId, Offerings> after = new HashMap<>();
    boolean news = catalog.components().size() != components.size();
    for (CatalogEntry entry : catalog.components()) {
      Offerings before = of(entry.id());
      Offerings with = before.with(entry, seen, now);
      after.put(entry.id(), with);
      news |= with != before;
    }
    return news ? new SourcePast(after) : this;
  }
}
