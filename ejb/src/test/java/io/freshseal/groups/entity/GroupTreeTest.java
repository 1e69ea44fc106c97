package io.freshseal.groups.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The tree of groups, and what becomes of rows that are none. */
class GroupTreeTest {

  private static RelayGroup group(String id, String parent) {
    return new RelayGroup(
        id, new GroupValues(id, "", Optional.ofNullable(parent), false), Instant.EPOCH);
  }

  private static List<String> ids(List<RelayGroup> groups) {
    return groups.stream().map(RelayGroup::id).toList();
  }

  @Test
  void parents_comeBeforeTheirChildren() {
    GroupTree tree = new GroupTree(List.of(group("a", "c"), group("b", "a"), group("c", null)));

    assertThat(ids(tree.topDown())).containsExactly("c", "a", "b");
    assertThat(ids(tree.path(tree.find("b").orElseThrow()))).containsExactly("c", "a", "b");
    assertThat(tree.height(tree.find("c").orElseThrow())).isEqualTo(2);
  }

  @Test
  void parentFromBelow_closesACycleThatIsNamed() {
    GroupTree tree = new GroupTree(List.of(group("a", null), group("b", "a"), group("c", "b")));

    assertThat(ids(tree.cycle("a", "c"))).containsExactly("a", "b", "c");
    assertThat(ids(tree.cycle("a", "a"))).containsExactly("a");
    assertThat(tree.cycle("c", "a")).isEmpty();
    assertThat(tree.cycle("new", "c")).isEmpty();
  }

  @Test
  void missingParent_countsAsThePrimarySource() {
    GroupTree tree = new GroupTree(List.of(group("a", "gone")));

    assertThat(tree.depth(tree.find("a").orElseThrow())).isZero();
    assertThat(tree.parent(tree.find("a").orElseThrow())).isEmpty();
  }

  @RepeatedTest(50)
  void anyRows_giveAnOrderWithEachGroupOnce(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    int count = 1 + random.nextInt(12);
    List<RelayGroup> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int parent = random.nextInt(count + 2);
      groups.add(group("g" + i, parent < count ? "g" + parent : null));
    }
    GroupTree tree = new GroupTree(groups);

    List<String> order = ids(tree.topDown());

    assertThat(order).doesNotHaveDuplicates().hasSize(count);
    for (RelayGroup group : groups) {
      boolean cyclic =
          group.parent().filter(parent -> !tree.cycle(group.id(), parent).isEmpty()).isPresent();
      boolean aboveIsCyclic =
          tree.path(group).stream()
              .anyMatch(
                  above ->
                      above
                          .parent()
                          .filter(parent -> !tree.cycle(above.id(), parent).isEmpty())
                          .isPresent());
      if (!cyclic && !aboveIsCyclic && tree.parent(group).isPresent()) {
        assertThat(order.indexOf(group.parent().orElseThrow()))
            .isLessThan(order.indexOf(group.id()));
      }
    }
  }
}
