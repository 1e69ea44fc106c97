package io.freshseal.vault.entity;

import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.RevocationMemory;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a store never forgets, whatever is dropped of what it holds: it guards against rollback, and
 * nothing of it ever goes back. Immutable. A store keeps it twice; {@link #joined} makes one of
 * both.
 *
 * @param memories per source name what must not be gone below, of at most {@link #MAX_SOURCES}
 * @param trustedTime the newest verified signed time, of any source
 * @param source the name of the source that is followed, see {@link #followed()}
 * @param revocations the newest revocation list of each issuer
 */
public record StoreMemory(
    Map<String, CatalogMemory> memories,
    Optional<Instant> trustedTime,
    Optional<String> source,
    RevocationMemory revocations) {

  /** Most sources that are remembered. */
  public static final int MAX_SOURCES = 64;

  private static final StoreMemory NONE =
      new StoreMemory(Map.of(), Optional.empty(), Optional.empty(), RevocationMemory.none());

  public StoreMemory {
    memories = Map.copyOf(memories);
    Objects.requireNonNull(trustedTime);
    Objects.requireNonNull(source);
    Objects.requireNonNull(revocations);
  }

  /** Nothing remembered yet. */
  public static StoreMemory none() {
    return NONE;
  }

  /** What is remembered of a source. */
  public Optional<CatalogMemory> memory(String name) {
    return Optional.ofNullable(memories.get(name));
  }

  /**
   * Remembers a catalog of a source, and its trusted time.
   *
   * @throws IllegalArgumentException if that would take back what is remembered of the source
   */
  public StoreMemory remembering(CatalogMemory memory) {
    if (memory(memory.source()).filter(memory::isBelow).isPresent()) {
      throw new IllegalArgumentException("rollback memory of " + memory.source() + " went back");
    }
    Map<String, CatalogMemory> all = new HashMap<>(memories);
    all.put(memory.source(), memory);
    if (all.size() > MAX_SOURCES) {
      all.remove(longestUnseen(all, memory.source()));
    }
    return new StoreMemory(all, trustedTime, source, revocations).trusting(memory.trustedTime());
  }

  private static String longestUnseen(Map<String, CatalogMemory> all, String butNot) {
    return all.values().stream()
        .filter(m -> !m.source().equals(butNot))
        .min(Comparator.comparing(CatalogMemory::trustedTime))
        .map(CatalogMemory::source)
        .orElseThrow();
  }

  /**
   * Remembers revocation lists.
   *
   * @throws IllegalArgumentException if that would take back one that is remembered
   */
  public StoreMemory remembering(RevocationMemory lists) {
    if (lists.isBelow(revocations)) {
      throw new IllegalArgumentException("a revocation list went back");
    }
    return new StoreMemory(memories, trustedTime, source, lists);
  }

  /**
   * The name of the source that is followed; empty before its first catalog. A state that was
   * written before the name was kept follows the one source that it remembers.
   */
  public Optional<String> followed() {
    return memories.size() == 1 ? source.or(() -> memories.keySet().stream().findFirst()) : source;
  }

  /** Follows a source from now on. */
  public StoreMemory following(String name) {
    return new StoreMemory(memories, trustedTime, Optional.of(name), revocations);
  }

  /** Raises trusted time to a verified signed time; an earlier one changes nothing. */
  public StoreMemory trusting(Instant signedTime) {
    if (trustedTime.isPresent() && !signedTime.isAfter(trustedTime.get())) {
      return this;
    }
    return new StoreMemory(memories, Optional.of(signedTime), source, revocations);
  }

  /**
   * Of every value the higher one of both. Where none is higher, which source is followed among
   * them, this one's.
   */
  public StoreMemory joined(StoreMemory other) {
    StoreMemory all = this;
    for (CatalogMemory theirs : other.memories.values()) {
      CatalogMemory mine = memories.get(theirs.source());
      all = all.remembering(mine == null ? theirs : mine.joined(theirs));
    }
    if (other.trustedTime.isPresent()) {
      all = all.trusting(other.trustedTime.get());
    }
    return new StoreMemory(
        all.memories,
        all.trustedTime,
        source.or(other::source),
        revocations.joined(other.revocations));
  }

  /** Tells whether this would take back trusted time, a list or a source's memory. */
  public boolean isBelow(StoreMemory other) {
    if (other.trustedTime.isPresent()
        && trustedTime.filter(t -> !t.isBefore(other.trustedTime.get())).isEmpty()) {
      return true;
    }
    return revocations.isBelow(other.revocations)
        || memories.values().stream()
            .anyMatch(mine -> other.memory(mine.source()).filter(mine::isBelow).isPresent());
  }
}
