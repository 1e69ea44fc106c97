package io.freshseal.computers.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every computer has an order of its own, and keeps it. */
class RelayOrderTest {

  private static final List<Computer> RELAYS =
      IntStream.range(0, 5).mapToObj(i -> relay("relay-" + i)).toList();

  private static Computer relay(String name) {
    return new Computer(
        id(name),
        new MemberFacts(
            new ComputerName(name),
            Platform.ANY,
            new RelayBuild(26, 0, 0, 100),
            Set.of(MemberRole.RELAY),
            Optional.empty()),
        new Joining(
            Optional.empty(),
            RelayGroup.DEFAULT_ID,
            Assignment.DEFAULT,
            true,
            "token",
            "127.0.0.1",
            Instant.EPOCH));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void order_dependsOnNothingButTheNames() {
    List<Computer> shuffled = new ArrayList<>(RELAYS);
    Collections.reverse(shuffled);

    assertThat(RelayOrder.of(id("agent"), shuffled))
        .containsExactlyElementsOf(RelayOrder.of(id("agent"), RELAYS));
  }

  @Test
  void relayThatGoes_movesNoOther() {
    for (int agent = 0; agent < 50; agent++) {
      List<Computer> before = new ArrayList<>(RelayOrder.of(id("agent-" + agent), RELAYS));
      before.remove(RELAYS.get(2));

      List<Computer> without = new ArrayList<>(RELAYS);
      without.remove(2);
      assertThat(RelayOrder.of(id("agent-" + agent), without)).isEqualTo(before);
    }
  }

  @Test
  void relaysThatFail_comeLast_andAllKeepTheirOrder() {
    Set<UUID> failing = Set.of(RELAYS.get(1).id(), RELAYS.get(4).id());
    for (int agent = 0; agent < 50; agent++) {
      List<Computer> before = RelayOrder.of(id("agent-" + agent), RELAYS);

      List<Computer> order = RelayOrder.of(id("agent-" + agent), RELAYS, failing);

      assertThat(order.subList(3, 5)).allMatch(relay -> failing.contains(relay.id()));
      assertThat(order.subList(0, 3))
          .containsExactlyElementsOf(
              before.stream().filter(order.subList(0, 3)::contains).toList());
      assertThat(order.subList(3, 5))
          .containsExactlyElementsOf(
              before.stream().filter(order.subList(3, 5)::contains).toList());
    }
    Set<UUID> all = RELAYS.stream().map(Computer::id).collect(Collectors.toSet());
    assertThat(RelayOrder.of(id("agent"), RELAYS, all))
        .as("nobody is left out")
        .isEqualTo(RelayOrder.of(id("agent"), RELAYS));
  }

  @Test
  void firstRelays_areSharedOutEvenly() {
    Map<UUID, Integer> first = new HashMap<>();
    for (int agent = 0; agent < 5_000; agent++) {
      first.merge(RelayOrder.of(id("agent-" + agent), RELAYS).get(0).id(), 1, Integer::sum);
    }

    assertThat(first).hasSize(5);
    assertThat(first.values()).allMatch(count -> count > 850 && count < 1150);
  }
}
