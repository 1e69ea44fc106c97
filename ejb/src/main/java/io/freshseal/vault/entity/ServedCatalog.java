package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.ObjectEntry;
import java.util.Objects;

/**
 * The catalog that is served, in its two forms. Both are objects of the store.
 *
 * @param envelope the signed catalog, byte for byte as its source signed it
 * @param payload the JSON in it
 */
public record ServedCatalog(ObjectEntry envelope, ObjectEntry payload) {

  public ServedCatalog {
    Objects.requireNonNull(envelope);
    Objects.requireNonNull(payload);
  }
}
