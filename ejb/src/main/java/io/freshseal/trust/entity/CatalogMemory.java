package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What rollback checks compare with: the newest catalog ever accepted from one source, and the
 * newest of each component. It outlives a cleared cache and a restart; only a higher epoch, signed
 * under the anchors, starts it anew.
 *
 * @param source the source's name, as its catalogs say it
 * @param catalog digest of the payload of the catalog with this sequence ({@link
 *     JudgedCatalog#payloadDigest()}); another one with the same sequence is equivocation
 * @param trustedTime the newest verified signed time that came from this source
 */
public record CatalogMemory(
    String source,
    long epoch,
    long sequence,
    Sha256 catalog,
    Instant trustedTime,
    Map<ComponentId, ComponentMemory> components) {

  /**
   * Most components that are remembered of one epoch, twice as many as a catalog may have. Nothing
   * is forgotten within an epoch, so a thief who signs catalogs could fill every memory with names.
   */
  public static final int MAX_COMPONENTS = 200_000;

  public CatalogMemory {
    Objects.requireNonNull(source);
    Objects.requireNonNull(catalog);
    Objects.requireNonNull(trustedTime);
    components = Map.copyOf(components);
  }

  /** What is remembered of one component. */
  public Optional<ComponentMemory> component(ComponentId id) {
    return Optional.ofNullable(components.get(id));
  }

  /**
   * What to remember after a catalog has been accepted.
   *
   * @param known what was remembered of this source before, if anything
   * @param digest digest of the catalog's payload, see {@link JudgedCatalog#payloadDigest()}
   * @param signedTime a verified signed time
   */
  public static CatalogMemory after(
      Optional<CatalogMemory> known, Catalog catalog, Sha256 digest, Instant signedTime) {
    Map<ComponentId, ComponentMemory> components = new HashMap<>();
    Instant trusted = signedTime;
    if (known.isPresent()) {
      CatalogMemory before = known.get();
      trusted = signedTime.isBefore(before.trustedTime) ? before.trustedTime : signedTime;
      if (before.epoch == catalog.epoch()) {
        components.putAll(before.components);
      }
    }
    for (CatalogEntry entry : catalog.components()) {
      components.merge(entry.id(), of(entry), (a, b) -> b.isBelow(a) ? a : b);
    }
    return new CatalogMemory(
        catalog.source(), catalog.epoch(), catalog.sequence(), digest, trusted, components);
  }

  private static ComponentMemory of(CatalogEntry entry) {
    return new ComponentMemory(
        entry.version(), entry.sha256(), entry.signature().serial(), entry.signature().signedAt());
  }

  /**
   * Of every value the higher one of both; a higher epoch is higher in all but trusted time, which
   * no epoch takes back. Where none is higher, this one's.
   *
   * @param other of the same source
   */
  public CatalogMemory joined(CatalogMemory other) {
    if (!source.equals(other.source)) {
      throw new IllegalArgumentException("memories of two sources");
    }
    CatalogMemory newer =
        other.epoch > epoch || (other.epoch == epoch && other.sequence > sequence) ? other : this;
    Map<ComponentId, ComponentMemory> all = new HashMap<>();
    if (epoch == other.epoch) {
      all.putAll(components);
      other.components.forEach((id, theirs) -> all.merge(id, theirs, CatalogMemory::higher));
    } else {
      all.putAll(newer.components);
    }
    return new CatalogMemory(
        source,
        newer.epoch,
        newer.sequence,
        newer.catalog,
        trustedTime.isBefore(other.trustedTime) ? other.trustedTime : trustedTime,
        all);
  }

  private static ComponentMemory higher(ComponentMemory one, ComponentMemory other) {
    return one.isBelow(other) ? other : one;
  }

  /**
   * Tells whether {@link #after} would add nothing, because this very catalog was accepted last.
   */
  public boolean covers(Catalog catalog, Sha256 digest, Instant signedTime) {
    return source.equals(catalog.source())
        && epoch == catalog.epoch()
        && sequence == catalog.sequence()
        && this.catalog.equals(digest)
        && !trustedTime.isBefore(signedTime);
  }

  /** How many components there will be to remember after a catalog of the same epoch. */
  public int sizeAfter(Catalog catalog) {
    long anew =
        catalog.components().stream().filter(entry -> !components.containsKey(entry.id())).count();
    return Math.toIntExact(components.size() + anew);
  }

  /** Tells whether this would take anything back that the other remembers. */
  public boolean isBelow(CatalogMemory other) {
    if (trustedTime.isBefore(other.trustedTime) || epoch < other.epoch) {
      return true;
    }
    if (this == other) {
      return false;
    }
    if (epoch > other.epoch) {
      return false;
    }
    return sequence < other.sequence || other.components.entrySet().stream().anyMatch(this::lacks);
  }

  private boolean lacks(Map.Entry<ComponentId, ComponentMemory> known) {
    ComponentMemory mine = components.get(known.getKey());
    return mine == null || mine.isBelow(known.getValue());
  }
}
