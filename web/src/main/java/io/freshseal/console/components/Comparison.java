package io.freshseal.console.components;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets what is held against what is offered, component by component. */
public final class Comparison {

  private Comparison() {}

  /** What is held, where there is nothing to compare it with; sorted by id. */
  public static List<ComponentRow> alone(List<CatalogEntry> held, Instant now) {
    return held.stream().map(each -> ComponentRow.of(each, null, Standing.ALONE, now)).toList();
  }

  /** Everything that is held or offered; sorted by id. */
  public static List<ComponentRow> of(
      List<CatalogEntry> held, List<CatalogEntry> offered, Instant now) {
    Map<ComponentId, CatalogEntry> rest = new TreeMap<>();
    offered.forEach(each -> rest.put(each.id(), each));
    List<ComponentRow> rows = new ArrayList<>();
    for (CatalogEntry mine : held) {
      CatalogEntry theirs = rest.remove(mine.id());
      rows.add(ComponentRow.of(mine, theirs, standing(mine, theirs), now));
    }
    rest.values()
        .forEach(theirs -> rows.add(ComponentRow.of(theirs, theirs, Standing.MISSING, now)));
    rows.sort((a, b) -> a.entry().id().compareTo(b.entry().id()));
    return List.copyOf(rows);
  }

  private static Standing standing(CatalogEntry mine, CatalogEntry theirs) {
    if (theirs == null) {
      return Standing.WITHDRAWN;
    }
    if (!mine.version().equals(theirs.version()) || !mine.sha256().equals(theirs.sha256())) {
      return Standing.VERSION_BEHIND;
    }
    boolean sameSignature = mine.signature().sha256().equals(theirs.signature().sha256());
    return sameSignature ? Standing.CURRENT : Standing.SIGNATURE_BEHIND;
  }
}
