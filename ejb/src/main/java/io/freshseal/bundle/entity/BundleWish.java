package io.freshseal.bundle.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a bundle is to hold.
 *
 * @param components these alone; empty for all
 * @param platform of this one and of any; empty for all
 * @param held objects that the other side has and that need not be carried
 */
public record BundleWish(
    Set<ComponentId> components, Optional<Platform> platform, Set<Sha256> held) {

  /** Everything. */
  public static final BundleWish ALL = new BundleWish(Set.of(), Optional.empty(), Set.of());

  public BundleWish {
    components = Set.copyOf(components);
    Objects.requireNonNull(platform);
    held = Set.copyOf(held);
  }

  /** The same without what the other side has. */
  public BundleWish without(Set<Sha256> others) {
    return new BundleWish(components, platform, others);
  }

  /** Whether a component is wanted. */
  public boolean wants(CatalogEntry entry) {
    boolean named = components.isEmpty() || components.contains(entry.id());
    return named
        && platform
            .filter(p -> !entry.platform().equals(p) && !entry.platform().equals(Platform.ANY))
            .isEmpty();
  }
}
