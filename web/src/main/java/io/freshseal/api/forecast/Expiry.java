package io.freshseal.api.forecast;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.vault.entity.Snapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that runs out.
 *
 * @param place where it is served
 * @param component whose signature file it is; empty if it is the catalog
 */
record Expiry(Place place, Optional<CatalogEntry> component, Instant expires) {

  /** Where something is served. */
  enum Place {
    SOURCE,
    RELAY
  }

  /** Everything of a snapshot that runs out before a time, the first to do so first. */
  static List<Expiry> of(Place place, Snapshot snapshot, Instant before) {
    Stream<Expiry> catalog =
        Stream.of(new Expiry(place, Optional.empty(), snapshot.catalog().expires()));
    Stream<Expiry> signatures =
        snapshot.held().stream()
            .map(entry -> new Expiry(place, Optional.of(entry), entry.signature().expires()));
    return Stream.concat(catalog, signatures)
        .filter(expiry -> expiry.expires().isBefore(before))
        .sorted(Comparator.comparing(Expiry::expires))
        .toList();
  }
}
