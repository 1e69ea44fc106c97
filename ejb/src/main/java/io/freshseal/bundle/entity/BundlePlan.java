package io.freshseal.bundle.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.entity.ComponentId;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What will be in a bundle, before it is written.
 *
 * @param envelope the signed catalog as an object
 * @param usable until when, judged here and now
 * @param components those whose files are in it
 * @param objects to be written, each once, by digest
 * @param whole whether these are all that the catalog names
 * @param links of the chain of trust anchors, by number
 */
public record BundlePlan(
    Catalog catalog,
    ObjectEntry envelope,
    UsableUntil usable,
    Set<ComponentId> components,
    List<ObjectEntry> objects,
    boolean whole,
    List<Long> links) {

  public BundlePlan {
    Objects.requireNonNull(catalog);
    Objects.requireNonNull(envelope);
    Objects.requireNonNull(usable);
    components = Set.copyOf(components);
    objects = List.copyOf(objects);
    links = List.copyOf(links);
  }

  /** The name of its file. */
  public String fileName() {
    return "dsupdate_" + catalog.sequence() + ".zip";
  }

  /** The bytes of all objects together: nearly the length of the file. */
  public long bytes() {
    return objects.stream().mapToLong(ObjectEntry::size).sum();
  }
}
