package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is served at one moment, immutable, so that a request that took it sees one consistent
 * catalog with its objects to its end. All look-ups are in memory; the bytes are objects of the
 * store.
 */
public final class Snapshot {

  private static final int MOST_FORMER = 16;

  private final Catalog catalog;
  private final ServedCatalog served;
  private final StoreState state;
  private final Map<ComponentId, List<CatalogEntry>> superseded;
  private final List<ServedCatalog> former;

  /**
   * Makes the view of a state, with nothing before it.
   *
   * @param state one that serves a catalog
   * @param catalog what the state's payload object says
   */
  public Snapshot(StoreState state, Catalog catalog) {
    this(state, catalog, Optional.empty());
  }

  /** The same, remembering the catalogs of the one before and of those that it remembered. */
  public Snapshot(StoreState state, Catalog catalog, Optional<Snapshot> before) {
    this.former = before.map(Snapshot::catalogs).orElse(List.of());
    this.state = state;
    this.served = state.served().orElseThrow();
    this.catalog = Objects.requireNonNull(catalog);
    this.superseded = new HashMap<>();
    for (Superseded old : state.superseded()) {
      superseded.computeIfAbsent(old.entry().id(), id -> new ArrayList<>()).add(old.entry());
    }
  }

  private List<ServedCatalog> catalogs() {
    return Stream.concat(Stream.of(served), former.stream()).distinct().limit(MOST_FORMER).toList();
  }

  /**
   * The catalog that is served or one of the last that were, by the digest of its signed form, for
   * readers who were caught in a switch. Their objects stay a day.
   */
  public Optional<ServedCatalog> recent(Sha256 envelope) {
    return Stream.concat(Stream.of(served), former.stream())
        .filter(known -> known.envelope().sha256().equals(envelope))
        .findFirst();
  }

  /** The catalog, as its source signed it. */
  public Catalog catalog() {
    return catalog;
  }

  /** Digest of the signed catalog: its object name, and quoted its strong ETag. */
  public Sha256 catalogDigest() {
    return served.envelope().sha256();
  }

  /** Length of the signed catalog in bytes. */
  public long catalogSize() {
    return served.envelope().size();
  }

  /** Object name of the catalog's JSON. */
  public Sha256 payloadDigest() {
    return served.payload().sha256();
  }

  /** Length of the catalog's JSON in bytes. */
  public long payloadSize() {
    return served.payload().size();
  }

  /**
   * What is held, sorted by id: entries whose {@code signature} is the signature file held here,
   * which may be older than the one the catalog names.
   */
  public List<CatalogEntry> held() {
    return state.held();
  }

  /** The held version of a component. */
  public Optional<CatalogEntry> find(ComponentId id) {
    return state.find(id);
  }

  /** The held version first, then superseded ones that are still kept, newest first. */
  public List<CatalogEntry> versions(ComponentId id) {
    List<CatalogEntry> all = new ArrayList<>();
    find(id).ifPresent(all::add);
    all.addAll(superseded.getOrDefault(id, List.of()));
    return List.copyOf(all);
  }

  /** Components of which superseded versions are still kept. */
  public Set<ComponentId> replaced() {
    return Set.copyOf(superseded.keySet());
  }

  /** One version of a component, held or superseded. */
  public Optional<CatalogEntry> find(ComponentId id, ComponentVersion version) {
    return versions(id).stream().filter(entry -> entry.version().equals(version)).findFirst();
  }
}
