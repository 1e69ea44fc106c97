package io.freshseal.replication.control.lazy;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which version a content belongs to. Made once for each state of a store, when the first reader
 * asks for something that is not here. Safe for threads.
 */
final class NamedContents {

  private final Vault vault;
  private volatile Known known = new Known(StoreState.empty(), Map.of());

  private record Known(StoreState state, Map<Sha256, CatalogEntry> entries) {}

  NamedContents(Vault vault) {
    this.vault = vault;
  }

  /** The held version with this content, or one that was superseded and is still kept. */
  Optional<CatalogEntry> find(Sha256 digest) {
    StoreState now = vault.state();
    Known last = known;
    if (last.state() != now) {
      last = make(now);
    }
    return Optional.ofNullable(last.entries().get(digest));
  }

  private synchronized Known make(StoreState state) {
    if (known.state() != state) {
      Map<Sha256, CatalogEntry> entries = new HashMap<>();
      state.held().forEach(entry -> entries.put(entry.sha256(), entry));
      state.superseded().forEach(old -> entries.putIfAbsent(old.entry().sha256(), old.entry()));
      known = new Known(state, Map.copyOf(entries));
    }
    return known;
  }
}
