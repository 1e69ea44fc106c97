package io.freshseal.publishing.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import java.time.Duration;
import java.time.Instant;

/** When something has to be signed anew although nobody asked for it. */
public final class DueRules {

  private static final int SHARE = 3;

  private DueRules() {}

  /**
   * Tells whether a signature file has less than the given time left.
   *
   * @param renewBefore never more than a third of the certificates' validity, see ADR 0010
   */
  public static boolean isDue(CatalogEntry entry, Duration renewBefore, Instant now) {
    return now.plus(renewBefore).isAfter(entry.signature().expires());
  }

  /** Tells whether a catalog has less than a third of its validity left. */
  public static boolean isDue(Catalog catalog, Instant now) {
    Duration validity = Duration.between(catalog.issued(), catalog.expires());
    return now.plus(validity.dividedBy(SHARE)).isAfter(catalog.expires());
  }
}
