package io.freshseal.vault.entity;

import io.freshseal.shared.entity.ComponentId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Superseded versions that are kept whatever their age, because deltas are made from them: the last
 * few of each component, as long as they take no more room than this.
 *
 * @param versions of one component
 * @param mostBytes of their contents together; what was superseded last is kept first
 */
public record LastVersions(int versions, long mostBytes) {

  /** None. */
  public static final LastVersions NONE = new LastVersions(0, 0);

  /** What relays and sources keep: three of each component, 4 GiB in all. */
  public static final LastVersions FOR_DELTAS = new LastVersions(3, 4L << 30);

  /** Those among these, which are the newest first. */
  Set<Superseded> among(List<Superseded> superseded) {
    Map<ComponentId, Integer> counts = new HashMap<>();
    Set<Superseded> kept = new HashSet<>();
    long left = mostBytes;
    for (Superseded old : superseded) {
      boolean fits = old.entry().size() <= left;
      if (fits && counts.merge(old.entry().id(), 1, Integer::sum) <= versions) {
        left -= old.entry().size();
        kept.add(old);
      }
    }
    return kept;
  }
}
