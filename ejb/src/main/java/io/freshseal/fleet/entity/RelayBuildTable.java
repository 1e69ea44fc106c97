package io.freshseal.fleet.entity;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The table of product lines with, for each, the first build that refreshes a signature file whose
 * component is unchanged. Decides what a build can do.
 */
public final class RelayBuildTable {

  /** The lines of the field, as seeded into the database. */
  public static final RelayBuildTable SEED =
      new RelayBuildTable(
          List.of(
              new RelayBuild(20, 0, 0, 1337),
              new RelayBuild(12, 0, 0, 1278),
              new RelayBuild(11, 0, 0, 1690)));

  /** The build that this product reports for itself; it refreshes signatures. */
  public static final RelayBuild OWN_BUILD = new RelayBuild(26, 0, 0, 100);

  private final List<RelayBuild> firstRefreshing;

  /**
   * Makes a table.
   *
   * @param firstRefreshing for each product line the first build that refreshes signatures
   */
  public RelayBuildTable(List<RelayBuild> firstRefreshing) {
    this.firstRefreshing = firstRefreshing.stream().sorted(Comparator.reverseOrder()).toList();
  }

  /**
   * Tells whether a relay of this build fetches a renewed signature file although the component is
   * unchanged. A line above the highest of the table counts as refreshing, a line below the lowest
   * as old, a line between two as the lower of them.
   */
  public boolean refreshesSignatures(RelayBuild build) {
    if (firstRefreshing.isEmpty()) {
      return true;
    }
    if (compareLines(build, firstRefreshing.get(0)) > 0) {
      return true;
    }
    return lineFor(build).map(first -> refreshesWithin(build, first)).orElse(false);
  }

  private static boolean refreshesWithin(RelayBuild build, RelayBuild first) {
    return build.number() >= first.number();
  }

  private Optional<RelayBuild> lineFor(RelayBuild build) {
    return firstRefreshing.stream().filter(first -> compareLines(first, build) <= 0).findFirst();
  }

  private static int compareLines(RelayBuild a, RelayBuild b) {
    return new RelayBuild(a.major(), a.minor(), a.patch(), 0)
        .compareTo(new RelayBuild(b.major(), b.minor(), b.patch(), 0));
  }
}
