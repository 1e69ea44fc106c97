package io.freshseal.catalog.control;

import io.freshseal.catalog.entity.Catalog;

/** What became of bytes that claim to be a catalog. */
public sealed interface CatalogReading {

  /** They are one. */
  record Read(Catalog catalog) implements CatalogReading {}

  /**
   * They are none.
   *
   * @param detail one plain sentence; repeats no foreign text
   */
  record Refused(String detail) implements CatalogReading {}
}
