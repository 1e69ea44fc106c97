package io.freshseal.catalog.entity;

import io.freshseal.shared.entity.ComponentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything a source offers at one moment. A catalog is a value: it is never changed, only
 * followed by another with a higher {@code sequence} (or a higher {@code epoch}, which starts
 * sequences and serials anew).
 *
 * @param source name of the update source, {@code [a-z0-9][a-z0-9.-]{0,63}}
 * @param components sorted by id, each id once
 */
public record Catalog(
    String source,
    long epoch,
    long sequence,
    Instant issued,
    Instant expires,
    List<CatalogEntry> components,
    List<ObjectEntry> crls,
    Optional<AnchorsEntry> anchors) {

  /** The only value of the member {@code format} that is understood. */
  public static final String FORMAT = "freshseal-catalog/1";

  public Catalog {
    Objects.requireNonNull(source);
    Objects.requireNonNull(issued);
    Objects.requireNonNull(expires);
    Objects.requireNonNull(anchors);
    components = components.stream().sorted(Comparator.comparing(CatalogEntry::id)).toList();
    crls = List.copyOf(crls);
    if (epoch < 1 || sequence < 1) {
      throw new IllegalArgumentException("epoch or sequence out of range");
    }
    for (int i = 1; i < components.size(); i++) {
      if (components.get(i).id().equals(components.get(i - 1).id())) {
        throw new IllegalArgumentException("component named twice: " + components.get(i).id());
      }
    }
  }

  /** The same entries; those that the catalog has too are its own, so that they are kept once. */
  public List<CatalogEntry> sharing(List<CatalogEntry> entries) {
    return entries.stream().map(e -> find(e.id()).filter(own -> isSame(own, e)).orElse(e)).toList();
  }

  // Equal versions may be written in two ways, and what is signed is the text.
  private static boolean isSame(CatalogEntry one, CatalogEntry other) {
    return one.equals(other) && one.version().text().equals(other.version().text());
  }

  /** Finds the entry of a component, by binary search. */
  public Optional<CatalogEntry> find(ComponentId id) {
    int low = 0;
    int high = components.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = components.get(middle).id().compareTo(id);
      if (order == 0) {
        return Optional.of(components.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }
}
