package io.freshseal.console.groups;

import io.freshseal.computers.entity.GroupSize;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.RelayGroup;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One relay group as the tree shows it.
 *
 * @param depth how many groups are above it
 * @param parent name of the group that it takes from; null for the primary source
 */
public record GroupRow(RelayGroup group, int depth, String parent, GroupSize size) {

  /** The groups with each one's children right below it, else by name. */
  static List<GroupRow> of(GroupTree tree, Map<String, GroupSize> sizes) {
    Set<RelayGroup> order = new LinkedHashSet<>();
    tree.topDown().stream()
        .filter(group -> tree.parent(group).isEmpty())
        .forEach(root -> down(root, tree, order));
    order.addAll(tree.topDown());
    List<GroupRow> rows = new ArrayList<>();
    for (RelayGroup group : order) {
      rows.add(
          new GroupRow(
              group,
              tree.depth(group),
              tree.parent(group).map(RelayGroup::name).orElse(null),
              sizes.getOrDefault(group.id(), GroupSize.NONE)));
    }
    return List.copyOf(rows);
  }

  private static void down(RelayGroup group, GroupTree tree, Set<RelayGroup> order) {
    order.add(group);
    tree.children(group).stream()
        .filter(child -> !order.contains(child))
        .forEach(child -> down(child, tree, order));
  }

  /** Host and port of its proxy; null without one. */
  public String proxy() {
    return group.proxy().map(KeptProxy::name).orElse(null);
  }

  /** One for each group above it. */
  public List<Integer> twigs() {
    return IntStream.range(0, depth).boxed().toList();
  }
}
