package io.freshseal.updates.entity;

import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a security update is in one relay group.
 *
 * @param group its id
 * @param relays how many of its relays are in each state
 * @param agents how many of its other computers are in each state
 */
public record GroupProgress(
    String group, Map<StepState, Long> relays, Map<StepState, Long> agents) {

  /**
   * So many computers of a group in one state.
   *
   * @param relay whether relays are counted, or the others
   */
  public record Count(String group, boolean relay, StepState state, long computers) {}

  /** The groups of these counts in the order of the update: top down, then what is in no tree. */
  public static List<GroupProgress> of(GroupTree tree, List<Count> counts) {
    Map<String, GroupProgress> groups = new TreeMap<>();
    for (Count count : counts) {
      GroupProgress group =
          groups.computeIfAbsent(
              count.group(),
              id ->
                  new GroupProgress(
                      id, new EnumMap<>(StepState.class), new EnumMap<>(StepState.class)));
      (count.relay() ? group.relays() : group.agents())
          .merge(count.state(), count.computers(), Long::sum);
    }
    List<GroupProgress> sorted = new ArrayList<>();
    for (RelayGroup group : tree.topDown()) {
      GroupProgress progress = groups.remove(group.id());
      if (progress != null) {
        sorted.add(progress);
      }
    }
    sorted.addAll(groups.values());
    return List.copyOf(sorted);
  }
}
