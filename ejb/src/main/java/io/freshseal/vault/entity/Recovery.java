package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What opening a store, or reading it again, had to put right.
 *
 * @param removed how many leftovers of interrupted work were deleted
 * @param dropped held versions whose objects are missing or of a wrong length; the next run fetches
 *     them again
 * @param withdrawn whether the catalog is no longer served, because its objects are no longer all
 *     here
 * @param copies what was wrong with the files that remember against rollback
 * @param anchors what was wrong with the files that name the newest trust anchors, as a part of a
 *     sentence
 */
public record Recovery(
    int removed,
    List<CatalogEntry> dropped,
    boolean withdrawn,
    CopyFaults copies,
    Optional<Sentence> anchors) {

  /** Nothing was wrong. */
  public static final Recovery NOTHING = dropping(0, List.of(), false);

  public Recovery {
    dropped = List.copyOf(dropped);
  }

  /** What a store lost that was in use and had to give up objects. */
  public static Recovery dropping(int removed, List<CatalogEntry> dropped, boolean withdrawn) {
    return new Recovery(removed, dropped, withdrawn, CopyFaults.NONE, Optional.empty());
  }

  /** Tells whether anything was deleted or given up. */
  public boolean isAnything() {
    return removed > 0 || isLoss();
  }

  /** Tells whether anything was lost, so that somebody should be told. */
  public boolean isLoss() {
    return !parts().isEmpty();
  }

  /**
   * What is gone, in few words.
   *
   * @throws java.util.NoSuchElementException if nothing is
   */
  public Sentence loss() {
    return parts().stream()
        .reduce((some, more) -> Sentence.of(VaultSentence.AND, some, more))
        .orElseThrow();
  }

  /** The same, or the word for nothing. */
  public Sentence text() {
    return isLoss() ? loss() : Sentence.of(VaultSentence.NOTHING);
  }

  private List<Sentence> parts() {
    List<Sentence> gone = new ArrayList<>();
    copies.sentence().ifPresent(gone::add);
    anchors.ifPresent(gone::add);
    if (withdrawn) {
      gone.add(Sentence.of(VaultSentence.CATALOG));
    }
    if (!dropped.isEmpty()) {
      gone.add(Sentence.of(VaultSentence.COMPONENTS, dropped.size()));
    }
    return gone;
  }
}
