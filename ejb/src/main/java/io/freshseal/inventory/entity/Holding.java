package io.freshseal.inventory.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.SignatureFacts;
import java.util.Objects;
import java.util.Optional;

/**
 * One component that a store holds, and what judging its signature file has said.
 *
 * @param entry with the signature file that is held
 * @param status {@code OK}, or why it is refused
 * @param facts what the signature says; empty if it is refused
 */
public record Holding(CatalogEntry entry, StatusCode status, Optional<SignatureFacts> facts) {

  public Holding {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(status);
    Objects.requireNonNull(facts);
  }
}
