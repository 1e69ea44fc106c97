package io.freshseal.publishing.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.trust.entity.RollbackRules;
import java.util.Optional;
import java.util.Set;

/**
 * What a new epoch is to be. It starts sequence and serials anew, and versions too for what it
 * leaves out.
 *
 * @param epoch its number; empty for the next one
 * @param without offered components that the new epoch does not begin with, so that they may be
 *     staged in any version afterwards
 */
public record EpochOrder(Optional<Long> epoch, Set<ComponentId> without) {

  public EpochOrder {
    without = Set.copyOf(without);
  }

  /** The next epoch, with everything that is offered. */
  public static EpochOrder next() {
    return new EpochOrder(Optional.empty(), Set.of());
  }

  /**
   * The number of the new epoch.
   *
   * @return empty if readers that know the present one would refuse it
   */
  public Optional<Long> after(long present) {
    long wanted = epoch.orElse(present + 1);
    return wanted > present && wanted - present <= RollbackRules.LONGEST_EPOCH_STEP
        ? Optional.of(wanted)
        : Optional.empty();
  }
}
