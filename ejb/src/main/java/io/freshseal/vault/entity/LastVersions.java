package io.freshseal.vault.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Superseded versions that are kept whatever their age, because deltas are made from them: the last
 * few of each component and those that readers still hold, as long as they take no more room than
 * this.
 *
 * @param versions of one component
 * @param mostBytes of their contents together; what was superseded last is kept first, and what
 *     readers alone hold last
 * @param held digests of what readers hold
 */
public record LastVersions(int versions, long mostBytes, Set<Sha256> held) {

  /** None. */
  public static final LastVersions NONE = new LastVersions(0, 0, Set.of());

  /** What relays and sources keep: three of each component, 4 GiB in all. */
  public static final LastVersions FOR_DELTAS = new LastVersions(3, 4L << 30, Set.of());

  public LastVersions {
    held = Set.copyOf(held);
  }

  /** The same, and what readers hold. */
  public LastVersions and(Set<Sha256> byReaders) {
    return new LastVersions(versions, mostBytes, byReaders);
  }

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
    for (Superseded old : superseded) {
      boolean wanted = held.contains(old.entry().sha256()) && old.entry().size() <= left;
      if (wanted && kept.add(old)) {
        left -= old.entry().size();
      }
    }
    return kept;
  }
}
