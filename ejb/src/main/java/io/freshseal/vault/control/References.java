package io.freshseal.vault.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.StoreState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which objects a state and the served catalog name. */
final class References {

  private References() {}

  static Set<Sha256> of(StoreState state, Optional<Catalog> catalog) {
    Set<Sha256> all = new HashSet<>();
    state
        .served()
        .ifPresent(
            served -> {
              all.add(served.envelope().sha256());
              all.add(served.payload().sha256());
            });
    state.held().forEach(entry -> add(entry, all));
    state.superseded().forEach(old -> add(old.entry(), all));
    state.revocations().newest().values().forEach(known -> all.add(known.list().sha256()));
    catalog.ifPresent(c -> addNamed(c, all));
    return all;
  }

  /** Contents of what is held or superseded, with their sizes. */
  static Map<Sha256, Long> contents(StoreState state) {
    Map<Sha256, Long> all = new HashMap<>();
    state.held().forEach(entry -> all.put(entry.sha256(), entry.size()));
    state.superseded().forEach(old -> all.put(old.entry().sha256(), old.entry().size()));
    return all;
  }

  private static void addNamed(Catalog catalog, Set<Sha256> all) {
    catalog.components().forEach(entry -> add(entry, all));
    catalog.crls().forEach(crl -> all.add(crl.sha256()));
    catalog.anchors().ifPresent(anchors -> all.add(anchors.sha256()));
  }

  private static void add(CatalogEntry entry, Set<Sha256> all) {
    all.add(entry.sha256());
    all.add(entry.signature().sha256());
  }
}
