package io.freshseal.forecast.control;

import static io.freshseal.forecast.Fleets.LONG_AGO;
import static io.freshseal.forecast.Fleets.NEW;
import static io.freshseal.forecast.Fleets.NOW;
import static io.freshseal.forecast.Fleets.group;
import static io.freshseal.forecast.Fleets.id;
import static io.freshseal.forecast.Fleets.relay;
import static io.freshseal.forecast.Fleets.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.forecast.entity.AgentLine;
import io.freshseal.forecast.entity.AgentShare;
import io.freshseal.forecast.entity.CatalogPoint;
import io.freshseal.forecast.entity.FleetPicture;
import io.freshseal.forecast.entity.FleetPicture.Knowledge;
import io.freshseal.forecast.entity.FleetPicture.Members;
import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.forecast.entity.Supply;
import io.freshseal.forecast.entity.Supply.Kind;
import io.freshseal.groups.entity.GroupTree;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Holdings;
import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PictureTakingTest {

  private static final Sha256 SAME = Sha256.of("same".getBytes(StandardCharsets.UTF_8));
  private static final Knowledge KNOWN = new Knowledge(RelayBuildTable.SEED, SourceSight.NONE);

  private static FleetPicture picture(
      List<RelayGroup> groups, List<RelayStanding> relays, List<AgentLine> agents) {
    return new PictureTaking(
            NOW, new Members(new GroupTree(groups), relays, List.of()), agents, KNOWN)
        .done(Map.of());
  }

  private static AgentLine agent(int number, String group) {
    return new AgentLine(
        id("agent-" + number),
        group,
        Optional.of(SAME),
        Optional.of(new CatalogPoint(1, 7)),
        number % 10 == 0,
        LONG_AGO);
  }

  @Test
  void agents_that_are_alike_are_one_share_however_many_they_are() {
    List<AgentLine> agents =
        IntStream.range(0, 10_000).mapToObj(number -> agent(number, "site")).toList();

    FleetPicture picture =
        picture(
            List.of(group("site", null, false)),
            List.of(relay("one", "site", NEW, Optional.empty())),
            agents);

    assertThat(picture.agents())
        .extracting(AgentShare::computers, AgentShare::offline, AgentShare::supply)
        .containsExactly(tuple(10_000L, 1_000L, new Supply(Kind.RELAY, Optional.of(id("one")))));
  }

  @Test
  void those_who_joined_lately_are_told_apart_by_the_hour_and_later_by_the_day() {
    List<AgentLine> agents =
        IntStream.range(0, 24 * 100)
            .mapToObj(hour -> joined(hour, NOW.minus(Duration.ofHours(hour)).minusSeconds(61)))
            .toList();

    FleetPicture picture = picture(List.of(group("site", null, false)), List.of(), agents);

    assertThat(picture.agents()).hasSizeBetween(120, 140);
    for (AgentShare share : picture.agents()) {
      AgentLine one =
          agents.stream().filter(agent -> agent.id().equals(share.example())).findFirst().get();
      assertThat(share.joined().orElse(NOW)).isBetween(one.joined(), NOW);
    }
    assertThat(picture.agents().get(0).joined()).isEmpty();
  }

  private static AgentLine joined(int number, Instant at) {
    return new AgentLine(
        id("new-" + number), "site", Optional.of(SAME), Optional.empty(), false, at);
  }

  @Test
  void each_agent_asks_the_first_relay_of_its_own_order_and_all_relays_have_a_part() {
    List<AgentLine> agents =
        IntStream.range(0, 400).mapToObj(number -> agent(number, "site")).toList();
    List<RelayStanding> relays =
        List.of(
            relay("one", "site", NEW, Optional.empty()),
            relay("two", "site", NEW, Optional.empty()));

    FleetPicture both = picture(List.of(group("site", null, false)), relays, agents);
    FleetPicture left =
        picture(
            List.of(group("site", null, false)),
            List.of(silent(relays.get(0)), relays.get(1)),
            agents);

    assertThat(both.agents()).extracting(AgentShare::computers).allMatch(share -> share > 100);
    assertThat(both.agents()).hasSize(2);
    assertThat(left.agents())
        .extracting(AgentShare::supply)
        .containsExactly(new Supply(Kind.RELAY, Optional.of(id("two"))));
  }

  @Test
  void without_a_relay_that_answers_the_group_decides_whether_the_source_is_asked() {
    List<RelayGroup> groups = List.of(group("strict", null, false), group("lenient", null, true));

    FleetPicture picture = picture(groups, List.of(), List.of());

    assertThat(picture.supplyOf(id("a"), "strict").kind()).isEqualTo(Kind.NOBODY);
    assertThat(picture.supplyOf(id("a"), "lenient").kind()).isEqualTo(Kind.SOURCE);
    assertThat(picture.supplyOf(id("a"), "gone").kind()).isEqualTo(Kind.NOBODY);
  }

  @Test
  void a_relay_takes_from_its_parent_group_and_a_top_one_from_the_source() {
    RelayStanding top = relay("top", "head", NEW, Optional.empty());
    RelayStanding below = relay("below", "site", NEW, Optional.empty());

    FleetPicture picture =
        picture(
            List.of(group("head", null, false), group("site", "head", false)),
            List.of(top, below),
            List.of());

    assertThat(picture.supplyOf(top).kind()).isEqualTo(Kind.SOURCE);
    assertThat(picture.supplyOf(below)).isEqualTo(new Supply(Kind.RELAY, Optional.of(top.id())));
  }

  @Test
  void a_list_is_read_once_and_forgotten_when_nobody_holds_it() {
    HoldingsMemory memory = new HoldingsMemory();
    byte[] json = HoldingsJson.write(Holdings.NONE);

    assertThat(memory.missing(List.of(SAME))).containsExactly(SAME);
    memory.keep(SAME, json);
    assertThat(memory.missing(List.of(SAME))).isEmpty();
    assertThat(memory.all()).containsOnlyKeys(SAME);
    assertThat(memory.missing(List.of())).isEmpty();
    assertThat(memory.all()).isEmpty();
  }

  @Test
  void a_list_that_cannot_be_read_is_unknown_and_does_no_harm() {
    HoldingsMemory memory = new HoldingsMemory();

    memory.keep(SAME, new byte[] {'{'});

    assertThat(memory.all()).isEmpty();
  }
}
