package io.freshseal.catalog.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.Sentence;

/** What became of bytes that claim to be a catalog. */
public sealed interface CatalogReading {

  /** They are one. */
  record Read(Catalog catalog) implements CatalogReading {}

  /**
   * They are none.
   *
   * @param detail one sentence; repeats no foreign text
   */
  record Refused(Sentence detail) implements CatalogReading {}
}
