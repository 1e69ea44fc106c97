package io.freshseal.forecast.entity;

import java.util.Comparator;

/** Names a catalog of a source; within an epoch sequences only grow, a higher epoch starts anew. */
public record CatalogPoint(long epoch, long sequence) implements Comparable<CatalogPoint> {

  private static final Comparator<CatalogPoint> ORDER =
      Comparator.comparingLong(CatalogPoint::epoch).thenComparingLong(CatalogPoint::sequence);

  @Override
  public int compareTo(CatalogPoint other) {
    return ORDER.compare(this, other);
  }
}
