package io.freshseal.shelf.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.DeltaChange;
import io.freshseal.vault.entity.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Which deltas lead to what one store serves: from the catalogs before and from the superseded
 * versions that are still kept to those of now, directly and never by steps. Remembers the last
 * catalogs. For one thread at a time.
 */
public final class DeltaPlan {

  private static final int CATALOGS = 4;
  private static final int VERSIONS = 3;

  private final Deque<Sha256> catalogs = new ArrayDeque<>();

  /** What leads to this, the newest versions first. */
  public List<DeltaChange> of(Snapshot served) {
    List<DeltaChange> changes = new ArrayList<>();
    Sha256 now = served.catalogDigest();
    catalogs.stream()
        .filter(before -> !before.equals(now))
        .forEach(before -> changes.add(new DeltaChange(before, now)));
    remember(now);
    for (int age = 1; age <= VERSIONS; age++) {
      for (ComponentId id : served.replaced()) {
        if (served.find(id).isPresent()) {
          addVersion(served.versions(id), age, changes);
        }
      }
    }
    return changes;
  }

  // The first is the version of now.
  private static void addVersion(List<CatalogEntry> versions, int age, List<DeltaChange> changes) {
    if (age < versions.size()) {
      DeltaChange change = new DeltaChange(versions.get(age).sha256(), versions.get(0).sha256());
      if (!change.held().equals(change.wanted())) {
        changes.add(change);
      }
    }
  }

  private void remember(Sha256 catalog) {
    catalogs.remove(catalog);
    catalogs.addFirst(catalog);
    if (catalogs.size() > CATALOGS) {
      catalogs.removeLast();
    }
  }
}
