package io.freshseal.shelf.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.DeltaChange;
import io.freshseal.vault.entity.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which deltas lead to what one store serves: from the catalogs before and from the superseded
 * versions that are still kept to those of now, directly and never by steps. Remembers the last
 * catalogs. For one thread at a time.
 */
public final class DeltaPlan {

  private static final int CATALOGS = 4;
  private static final int VERSIONS = 3;

  /** What is shorter is sent in a moment, whatever its coding. */
  private static final long LEAST_WHOLE_BYTES = 64 * 1024;

  private static final int MOST_WHOLES = 1000;

  private final Deque<Sha256> catalogs = new ArrayDeque<>();

  /**
   * What leads to this from what came before, the newest versions first.
   *
   * @param held by readers: these lead there, too, as long as the store has them
   */
  public List<DeltaChange> of(Snapshot served, Set<Sha256> held) {
    List<DeltaChange> changes = new ArrayList<>();
    Sha256 now = served.catalogDigest();
    catalogs.stream()
        .filter(before -> !before.equals(now))
        .forEach(before -> changes.add(new DeltaChange(before, now)));
    remember(now);
    for (int age = 1; age <= VERSIONS; age++) {
      for (ComponentId id : served.replaced()) {
        addVersion(served, id, age, changes);
      }
    }
    for (ComponentId id : held.isEmpty() ? Set.<ComponentId>of() : served.replaced()) {
      List<CatalogEntry> versions = served.versions(id);
      for (int age = VERSIONS + 1; age < versions.size(); age++) {
        if (held.contains(versions.get(age).sha256())) {
          addVersion(served, id, age, changes);
        }
      }
    }
    return changes;
  }

  // The first is the version of now.
  private static void addVersion(
      Snapshot served, ComponentId id, int age, List<DeltaChange> changes) {
    List<CatalogEntry> versions = served.versions(id);
    if (age < versions.size() && served.find(id).isPresent()) {
      DeltaChange change = new DeltaChange(versions.get(age).sha256(), versions.get(0).sha256());
      if (!change.held().equals(change.wanted())) {
        changes.add(change);
      }
    }
  }

  /** The longest contents, as they are asked for by who holds nothing, the longest first. */
  public static List<DeltaChange> wholes(Snapshot served) {
    return served.held().stream()
        .filter(entry -> entry.size() >= LEAST_WHOLE_BYTES)
        .sorted(Comparator.comparingLong(CatalogEntry::size).reversed())
        .limit(MOST_WHOLES)
        .map(entry -> DeltaChange.whole(entry.sha256()))
        .toList();
  }

  /** The contents before those of now that the store still has. */
  public static Set<Sha256> former(Snapshot served) {
    Set<Sha256> former = new HashSet<>();
    for (ComponentId id : served.replaced()) {
      served.versions(id).forEach(entry -> former.add(entry.sha256()));
    }
    return former;
  }

  private void remember(Sha256 catalog) {
    catalogs.remove(catalog);
    catalogs.addFirst(catalog);
    if (catalogs.size() > CATALOGS) {
      catalogs.removeLast();
    }
  }
}
