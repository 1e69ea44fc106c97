package io.freshseal.vault.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.RevocationMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All that a store has to know after a restart. Immutable; every change is a new state that {@code
 * Vault.switchTo} forces to disk. What was served may be dropped; what was remembered against
 * rollback, and trusted time, never goes back.
 *
 * @param served the catalog that is served, if any
 * @param held one entry per component, sorted by id; its {@code signature} is the signature file
 *     held here, which may be older than the one the catalog names
 * @param superseded earlier versions still kept, newest first
 * @param memories per source name what must not be gone below
 * @param trustedTime the newest verified signed time, of any source
 * @param source the name of the source that is followed, see {@link #followed()}
 * @param revocations the newest revocation list of each issuer
 */
public record StoreState(
    Optional<ServedCatalog> served,
    List<CatalogEntry> held,
    List<Superseded> superseded,
    Map<String, CatalogMemory> memories,
    Optional<Instant> trustedTime,
    Optional<String> source,
    RevocationMemory revocations) {

  /** Most sources that are remembered. */
  public static final int MAX_SOURCES = 64;

  private static final StoreState EMPTY =
      new StoreState(
          Optional.empty(),
          List.of(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          RevocationMemory.none());

  public StoreState {
    Objects.requireNonNull(served);
    Objects.requireNonNull(trustedTime);
    Objects.requireNonNull(source);
    Objects.requireNonNull(revocations);
    held = held.stream().sorted(Comparator.comparing(CatalogEntry::id)).toList();
    superseded = List.copyOf(superseded);
    memories = Map.copyOf(memories);
    Set<ComponentId> ids = new HashSet<>();
    if (!held.stream().map(CatalogEntry::id).allMatch(ids::add)) {
      throw new IllegalArgumentException("a component is held twice");
    }
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
    return Optional.ofNullable(memories.get(source));
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
    return new StoreState(
        catalog, List.copyOf(nowHeld), earlier, memories, trustedTime, source, revocations);
  }

  /**
   * Remembers a catalog of a source, and its trusted time.
   *
   * @throws IllegalArgumentException if that would take back what is remembered of the source
   */
  public StoreState remembering(CatalogMemory memory) {
    if (memory(memory.source()).filter(memory::isBelow).isPresent()) {
      throw new IllegalArgumentException("rollback memory of " + memory.source() + " went back");
    }
    Map<String, CatalogMemory> all = new HashMap<>(memories);
    all.put(memory.source(), memory);
    while (all.size() > MAX_SOURCES) {
      all.remove(longestUnseen(all, memory.source()));
    }
    return new StoreState(served, held, superseded, all, trustedTime, source, revocations)
        .trusting(memory.trustedTime());
  }

  /**
   * Remembers revocation lists.
   *
   * @throws IllegalArgumentException if that would take back one that is remembered
   */
  public StoreState remembering(RevocationMemory lists) {
    if (lists.isBelow(revocations)) {
      throw new IllegalArgumentException("a revocation list went back");
    }
    return new StoreState(served, held, superseded, memories, trustedTime, source, lists);
  }

  private static String longestUnseen(Map<String, CatalogMemory> all, String butNot) {
    return all.values().stream()
        .filter(m -> !m.source().equals(butNot))
        .min(Comparator.comparing(CatalogMemory::trustedTime))
        .map(CatalogMemory::source)
        .orElseThrow();
  }

  /**
   * The name of the source that is followed; empty before its first catalog. A state that was
   * written before the name was kept follows the one source that it remembers.
   */
  public Optional<String> followed() {
    return memories.size() == 1 ? source.or(() -> memories.keySet().stream().findFirst()) : source;
  }

  /** Follows a source from now on. */
  public StoreState following(String name) {
    return new StoreState(
        served, held, superseded, memories, trustedTime, Optional.of(name), revocations);
  }

  /** Raises trusted time to a verified signed time; an earlier one changes nothing. */
  public StoreState trusting(Instant signedTime) {
    if (trustedTime.isPresent() && !signedTime.isAfter(trustedTime.get())) {
      return this;
    }
    return new StoreState(
        served, held, superseded, memories, Optional.of(signedTime), source, revocations);
  }

  /** Forgets the superseded versions that have been kept long enough. */
  public StoreState withoutSuperseded(Instant now, Duration keep) {
    Instant limit = now.minus(keep);
    List<Superseded> rest =
        superseded.stream().filter(old -> !old.since().isBefore(limit)).toList();
    return rest.size() == superseded.size()
        ? this
        : new StoreState(served, held, rest, memories, trustedTime, source, revocations);
  }

  /** Drops all that is held and served; memory, trusted time and the source's name stay. */
  public StoreState cleared() {
    return new StoreState(
        Optional.empty(), List.of(), List.of(), memories, trustedTime, source, revocations);
  }

  /** Tells whether this would take back trusted time, a list or a source's memory. */
  public boolean isBelow(StoreState other) {
    if (other.trustedTime.isPresent()
        && trustedTime.filter(t -> !t.isBefore(other.trustedTime.get())).isEmpty()) {
      return true;
    }
    return revocations.isBelow(other.revocations)
        || memories.values().stream()
            .anyMatch(mine -> other.memory(mine.source()).filter(mine::isBelow).isPresent());
  }

  private record VersionName(ComponentId id, String version) {
    static VersionName of(CatalogEntry entry) {
      return new VersionName(entry.id(), entry.version().text());
    }
  }
}
