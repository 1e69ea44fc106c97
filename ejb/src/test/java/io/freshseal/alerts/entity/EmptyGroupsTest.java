package io.freshseal.alerts.entity;

import static io.freshseal.forecast.Fleets.LONG_AGO;
import static io.freshseal.forecast.Fleets.NEW;
import static io.freshseal.forecast.Fleets.NOW;
import static io.freshseal.forecast.Fleets.group;
import static io.freshseal.forecast.Fleets.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshseal.events.entity.EventLevel;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.forecast.Fleets;
import io.freshseal.forecast.control.PictureTaking;
import io.freshseal.forecast.entity.AgentLine;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who takes from a relay group that has no relay. */
class EmptyGroupsTest {

  private final List<RelayGroup> groups = new ArrayList<>();
  private final List<RelayStanding> relays = new ArrayList<>();
  private final List<AgentLine> agents = new ArrayList<>();

  private void agents(String group, int count) {
    for (int i = 0; i < count; i++) {
      agents.add(
          new AgentLine(id(group + i), group, Optional.empty(), Optional.empty(), false, LONG_AGO));
    }
  }

  private void relay(String name, String group) {
    relays.add(Fleets.relay(name, group, NEW, Optional.empty()));
  }

  // Of such a one nobody knows where it is reached.
  private void withoutAddress(String name, String group) {
    RelayStanding relay = Fleets.relay(name, group, NEW, Optional.empty());
    relays.add(
        new RelayStanding(
            relay.id(),
            name,
            group,
            NEW,
            Optional.empty(),
            true,
            relay.seen(),
            relay.holding(),
            relay.followed(),
            relay.run()));
  }

  private List<Finding> found() {
    Members members = new Members(new GroupTree(groups), relays, List.of());
    Knowledge known = new Knowledge(RelayBuildTable.SEED, SourceSight.NONE);
    return new EmptyGroups(new PictureTaking(NOW, members, agents, known).done(Map.of()))
        .findings();
  }

  @Test
  void a_group_of_agents_without_a_relay_concerns_these_agents() {
    groups.add(group("site", null, false));
    agents("site", 3);

    assertThat(found())
        .extracting(Finding::cause, Finding::level, Finding::computers)
        .containsExactly(tuple("site", EventLevel.CRITICAL, 3L));
  }

  @Test
  void a_group_that_only_relays_of_a_child_group_take_from_concerns_them_and_their_agents() {
    groups.addAll(List.of(group("head", null, false), group("site", "head", false)));
    relay("one", "site");
    relay("two", "site");
    agents("site", 5);

    assertThat(found())
        .extracting(Finding::cause, Finding::level, Finding::computers)
        .containsExactly(tuple("head", EventLevel.CRITICAL, 7L));
    assertThat(found().get(0).examples()).contains(id("one").toString(), id("two").toString());
  }

  @Test
  void what_is_below_is_counted_down_to_the_next_group_without_a_relay_which_is_its_own_cause() {
    groups.addAll(
        List.of(
            group("top", null, false),
            group("middle", "top", false),
            group("low", "middle", false),
            group("bare", "middle", false)));
    agents("top", 1);
    relay("m", "middle");
    agents("middle", 2);
    relay("l", "low");
    agents("low", 4);
    agents("bare", 8);

    assertThat(found())
        .extracting(Finding::cause, Finding::computers)
        .containsExactlyInAnyOrder(tuple("top", 9L), tuple("bare", 8L));
  }

  @Test
  void a_group_that_nobody_takes_from_is_no_matter() {
    groups.addAll(List.of(group("head", null, false), group("site", "head", false)));
    agents("site", 2);

    assertThat(found()).extracting(Finding::cause).containsExactly("site");
  }

  @Test
  void a_relay_that_nobody_can_reach_serves_nobody_and_does_not_take_from_its_own_group() {
    groups.addAll(List.of(group("head", null, false), group("site", "head", false)));
    relay("top", "head");
    withoutAddress("hidden", "site");

    assertThat(found()).isEmpty();
    agents("site", 1);
    assertThat(found())
        .extracting(Finding::cause, Finding::computers)
        .containsExactly(tuple("site", 1L));
  }

  @Test
  void a_relay_of_a_child_group_that_nobody_can_reach_takes_from_above_all_the_same() {
    groups.addAll(List.of(group("head", null, false), group("site", "head", false)));
    withoutAddress("hidden", "site");

    assertThat(found())
        .extracting(Finding::cause, Finding::computers)
        .containsExactly(tuple("head", 1L));
  }

  @Test
  void groups_with_relays_are_no_matter_and_a_circle_ends() {
    groups.addAll(List.of(group("a", "b", false), group("b", "a", false), group("c", null, true)));
    relay("r", "c");
    agents("c", 3);
    assertThat(found()).isEmpty();

    relay("one", "a");
    assertThat(found()).extracting(Finding::cause).containsExactly("b");
  }
}
