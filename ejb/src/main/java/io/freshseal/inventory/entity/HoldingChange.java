package io.freshseal.inventory.entity;

import io.freshseal.shared.entity.ComponentId;
import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two looks at a store.
 *
 * @param changed what is held anew, in another way, or judged in another way
 * @param gone what is not held any more
 */
public record HoldingChange(List<Holding> changed, List<ComponentId> gone) {

  public HoldingChange {
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
  }

  /** Whether there is no difference. */
  public boolean isNothing() {
    return changed.isEmpty() && gone.isEmpty();
  }

  /**
   * Compares.
   *
   * @param before sorted by component, as the other
   */
  public static HoldingChange between(List<Holding> before, List<Holding> now) {
    List<Holding> changed = new ArrayList<>();
    List<ComponentId> gone = new ArrayList<>();
    int at = 0;
    for (Holding holding : now) {
      while (at < before.size() && order(before.get(at), holding) < 0) {
        gone.add(before.get(at++).entry().id());
      }
      boolean known = at < before.size() && order(before.get(at), holding) == 0;
      if (!known || !before.get(at).equals(holding)) {
        changed.add(holding);
      }
      at += known ? 1 : 0;
    }
    before.subList(at, before.size()).forEach(holding -> gone.add(holding.entry().id()));
    return new HoldingChange(changed, gone);
  }

  private static int order(Holding one, Holding other) {
    return one.entry().id().compareTo(other.entry().id());
  }
}
