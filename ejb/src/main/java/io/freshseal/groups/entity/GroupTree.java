package io.freshseal.groups.entity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The relay groups as the tree that components flow down. Every question is answered for any rows,
 * also for such as no operator could have made: a missing parent counts as the primary source, a
 * cycle ends where it began.
 */
public final class GroupTree {

  /** Most groups one above the other. */
  public static final int MAX_DEPTH = 16;

  private final Map<String, RelayGroup> groups = new LinkedHashMap<>();

  /** Makes the tree of these groups. */
  public GroupTree(Collection<RelayGroup> all) {
    all.stream()
        .sorted(Comparator.comparing(RelayGroup::name).thenComparing(RelayGroup::id))
        .forEach(group -> groups.put(group.id(), group));
  }

  /** The group of this id. */
  public Optional<RelayGroup> find(String id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** Its parent; empty for a group that takes from the primary source. */
  public Optional<RelayGroup> parent(RelayGroup group) {
    return group.parent().flatMap(this::find);
  }

  /** Those that take from it directly, by name. */
  public List<RelayGroup> children(RelayGroup group) {
    return groups.values().stream()
        .filter(other -> other.parent().filter(group.id()::equals).isPresent())
        .toList();
  }

  /** How many groups are above it; 0 for one that takes from the primary source. */
  public int depth(RelayGroup group) {
    return path(group).size() - 1;
  }

  /** From the group that takes from the primary source down to this one. */
  public List<RelayGroup> path(RelayGroup group) {
    List<RelayGroup> path = new ArrayList<>();
    Optional<RelayGroup> at = Optional.of(group);
    while (at.isPresent() && !path.contains(at.get())) {
      path.add(0, at.get());
      at = parent(at.get());
    }
    return List.copyOf(path);
  }

  /** The ids of a group and of all that hang below it. */
  public Set<String> below(RelayGroup group) {
    return groups.values().stream()
        .filter(other -> path(other).contains(group))
        .map(RelayGroup::id)
        .collect(Collectors.toSet());
  }

  /** All groups, parents before their children, else by name: the order to update them in. */
  public List<RelayGroup> topDown() {
    return groups.values().stream().sorted(Comparator.comparingInt(this::depth)).toList();
  }

  /**
   * The way back to the group itself that this parent would close; empty if it closes none.
   *
   * @param id of the group that gets the parent
   */
  public List<RelayGroup> cycle(String id, String parent) {
    List<RelayGroup> above = find(parent).map(this::path).orElse(List.of());
    int self = above.stream().map(RelayGroup::id).toList().indexOf(id);
    return self < 0 ? List.of() : above.subList(self, above.size());
  }

  /** The levels of groups that hang below this one; 0 if none does. */
  public int height(RelayGroup group) {
    int depth = depth(group);
    return groups.values().stream()
        .filter(other -> path(other).contains(group))
        .mapToInt(other -> depth(other) - depth)
        .max()
        .orElse(0);
  }
}
