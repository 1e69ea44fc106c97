package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.RevocationMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that a store has to know after a restart. Immutable; every change is a new state that {@code
 * Vault.switchTo} forces to disk. What was served may be dropped; what was remembered against
 * rollback, and trusted time, never goes back.
 *
 * @param served the catalog that is served, if any
 * @param held one entry per component, sorted by id; its {@code signature} is the signature file
 *     held here, which may be older than the one the catalog names
 * @param superseded earlier versions still kept, newest first
 * @param memory what guards against rollback
 * @param onRequest whether contents may be missing, because they are fetched when somebody asks for
 *     them; signature files and all else are held as ever
 */
public record StoreState(
    Optional<ServedCatalog> served,
    List<CatalogEntry> held,
    List<Superseded> superseded,
    StoreMemory memory,
    boolean onRequest) {

  private static final StoreState EMPTY =
      new StoreState(Optional.empty(), List.of(), List.of(), StoreMemory.none());

  public StoreState {
    Objects.requireNonNull(served);
    Objects.requireNonNull(memory);
    held = held.stream().sorted(Comparator.comparing(CatalogEntry::id)).toList();
    superseded = List.copyOf(superseded);
    Set<ComponentId> ids = new HashSet<>();
    if (!held.stream().map(CatalogEntry::id).allMatch(ids::add)) {
      throw new IllegalArgumentException("a component is held twice");
    }
  }

  /** A state whose contents are all held. */
  public StoreState(
      Optional<ServedCatalog> served,
      List<CatalogEntry> held,
      List<Superseded> superseded,
      StoreMemory memory) {
    this(served, held, superseded, memory, false);
  }

  /** The state of a store in which nothing has happened yet. */
  public static StoreState empty() {
    return EMPTY;
  }

  /** What is held of a component. */
  public Optional<CatalogEntry> find(ComponentId id) {
    int low = 0;
    int high = held.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = held.get(middle).id().compareTo(id);
      if (order == 0) {
        return Optional.of(held.get(middle));
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return Optional.empty();
  }

  /** What is remembered of a source. */
  public Optional<CatalogMemory> memory(String source) {
    return memory.memory(source);
  }

  /** The newest verified signed time, of any source. */
  public Optional<Instant> trustedTime() {
    return memory.trustedTime();
  }

  /** The newest revocation list of each issuer. */
  public RevocationMemory revocations() {
    return memory.revocations();
  }

  /**
   * Serves a catalog with what is held for it; versions that are no longer among the held ones
   * become superseded.
   */
  public StoreState serving(ServedCatalog catalog, Collection<CatalogEntry> nowHeld, Instant now) {
    return with(Optional.of(catalog), nowHeld, now);
  }

  /** Keeps serving the same catalog with other signature files or versions held for it. */
  public StoreState holding(Collection<CatalogEntry> nowHeld, Instant now) {
    return with(served, nowHeld, now);
  }

  private StoreState with(
      Optional<ServedCatalog> catalog, Collection<CatalogEntry> nowHeld, Instant now) {
    Set<VersionName> current = new HashSet<>();
    nowHeld.forEach(entry -> current.add(VersionName.of(entry)));
    Set<VersionName> kept = new HashSet<>(current);
    List<Superseded> earlier = new ArrayList<>();
    for (CatalogEntry entry : held) {
      if (kept.add(VersionName.of(entry))) {
        earlier.add(new Superseded(entry, now));
      }
    }
    for (Superseded old : superseded) {
      if (kept.add(VersionName.of(old.entry()))) {
        earlier.add(old);
      }
    }
    return new StoreState(catalog, List.copyOf(nowHeld), earlier, memory, onRequest);
  }

  /**
   * The same, naming what is like an entry of the catalog by that very object: a store of 100,000
   * components would have all of them in memory twice.
   */
  public StoreState sharing(Catalog catalog) {
    return new StoreState(served, catalog.sharing(held), superseded, memory, onRequest);
  }

  /** The same with another memory, which may be below this one's. */
  public StoreState with(StoreMemory other) {
    return other.equals(memory) ? this : new StoreState(served, held, superseded, other, onRequest);
  }

  /** The same, whose contents may be missing or not. */
  public StoreState onRequest(boolean mayBeMissing) {
    return mayBeMissing == onRequest
        ? this
        : new StoreState(served, held, superseded, memory, mayBeMissing);
  }

  /** As {@link StoreMemory#remembering(CatalogMemory)}. */
  public StoreState remembering(CatalogMemory catalog) {
    return with(memory.remembering(catalog));
  }

  /** As {@link StoreMemory#remembering(RevocationMemory)}. */
  public StoreState remembering(RevocationMemory lists) {
    return with(memory.remembering(lists));
  }

  /** As {@link StoreMemory#followed()}. */
  public Optional<String> followed() {
    return memory.followed();
  }

  /** Follows a source from now on. */
  public StoreState following(String name) {
    return with(memory.following(name));
  }

  /** Raises trusted time to a verified signed time; an earlier one changes nothing. */
  public StoreState trusting(Instant signedTime) {
    return with(memory.trusting(signedTime));
  }

  /**
   * Forgets the superseded versions that have been kept long enough.
   *
   * @param last keeps some whatever their age
   */
  public StoreState withoutSuperseded(Instant now, Duration keep, LastVersions last) {
    Instant limit = now.minus(keep);
    Set<Superseded> newest = last.among(superseded);
    return keeping(old -> !old.since().isBefore(limit) || newest.contains(old));
  }

  /** Forgets the other superseded versions. */
  public StoreState keeping(Predicate<Superseded> kept) {
    List<Superseded> rest = superseded.stream().filter(kept).toList();
    return rest.size() == superseded.size()
        ? this
        : new StoreState(served, held, rest, memory, onRequest);
  }

  /** Drops all that is held and served; what is remembered stays. */
  public StoreState cleared() {
    return new StoreState(Optional.empty(), List.of(), List.of(), memory);
  }

  private record VersionName(ComponentId id, String version) {
    static VersionName of(CatalogEntry entry) {
      return new VersionName(entry.id(), entry.version().text());
    }
  }
}
