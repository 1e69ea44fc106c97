package io.freshseal.console.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.entity.GroupSize;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.RelayGroup;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tree of relay groups as lines of a table. */
class GroupRowTest {

  private static RelayGroup group(String name, String parent) {
    GroupValues values = new GroupValues(name, "", Optional.ofNullable(parent), false);
    return new RelayGroup(name, values, Instant.EPOCH);
  }

  private static List<GroupRow> rows(RelayGroup... groups) {
    return GroupRow.of(new GroupTree(List.of(groups)), Map.of("b", new GroupSize(7, 2)));
  }

  @Test
  void children_standRightBelowTheirParent_withTheirDepth() {
    List<GroupRow> rows =
        rows(group("d", null), group("c", "a"), group("a", null), group("b", "a"), group("e", "b"));

    assertThat(rows)
        .extracting(row -> row.group().name() + row.depth())
        .containsExactly("a0", "b1", "e2", "c1", "d0");
    assertThat(rows).extracting(GroupRow::parent).containsExactly(null, "a", "b", "a", null);
    assertThat(rows.get(2).twigs()).hasSize(2);
  }

  @Test
  void aGroupThatNobodyIsIn_countsNobody() {
    assertThat(rows(group("a", null), group("b", null)))
        .extracting(GroupRow::size)
        .containsExactly(GroupSize.NONE, new GroupSize(7, 2));
  }

  @Test
  void everyGroupIsShown_alsoOfACycle() {
    assertThat(rows(group("a", "b"), group("b", "a"), group("c", null)))
        .extracting(row -> row.group().name())
        .containsExactlyInAnyOrder("a", "b", "c");
  }
}
