package io.freshseal.bundle.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Platform;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for who wants a bundle.
 *
 * @param components these alone; empty for all
 * @param platform of this one and of any; empty for all
 * @param list what the other side has written down that it holds
 * @param since what the bundle made here of this sequence has carried is there already
 * @param nextCourier up to when it has to be usable
 */
public record BundleRequest(
    Set<ComponentId> components,
    Optional<Platform> platform,
    Optional<RequestList> list,
    Optional<Long> since,
    Optional<Instant> nextCourier) {

  /** Everything, usable for however long. */
  public static final BundleRequest ALL =
      new BundleRequest(
          Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public BundleRequest {
    components = Set.copyOf(components);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(list);
    Objects.requireNonNull(since);
    Objects.requireNonNull(nextCourier);
  }
}
