package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What opening a store had to put right.
 *
 * @param removed how many leftovers of interrupted work were deleted
 * @param dropped held versions whose objects are missing or of a wrong length; the next run fetches
 *     them again
 * @param withdrawn whether the catalog is no longer served, because its objects are no longer all
 *     here
 * @param memoryLost whether the state file could not be read: rollback memory starts anew, the file
 *     was set aside
 */
public record Recovery(
    int removed, List<CatalogEntry> dropped, boolean withdrawn, boolean memoryLost) {

  public Recovery {
    dropped = List.copyOf(dropped);
  }

  /** Tells whether anything was lost, so that somebody should be told. */
  public boolean isLoss() {
    return withdrawn || memoryLost || !dropped.isEmpty();
  }

  /** What is gone, in few English words; empty if nothing is. */
  public String loss() {
    List<String> gone = new ArrayList<>();
    if (memoryLost) {
      gone.add("state file");
    }
    if (withdrawn) {
      gone.add("catalog");
    }
    if (!dropped.isEmpty()) {
      gone.add(dropped.size() + " components");
    }
    return String.join(", ", gone);
  }
}
