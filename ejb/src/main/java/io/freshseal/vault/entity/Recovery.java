package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sentence;
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

  /**
   * What is gone, in few words.
   *
   * @throws java.util.NoSuchElementException if nothing is
   */
  public Sentence loss() {
    List<Sentence> gone = new ArrayList<>();
    if (memoryLost) {
      gone.add(Sentence.of(VaultSentence.STATE_FILE));
    }
    if (withdrawn) {
      gone.add(Sentence.of(VaultSentence.CATALOG));
    }
    if (!dropped.isEmpty()) {
      gone.add(Sentence.of(VaultSentence.COMPONENTS, dropped.size()));
    }
    return gone.stream()
        .reduce((some, more) -> Sentence.of(VaultSentence.AND, some, more))
        .orElseThrow();
  }
}
