package io.freshseal.updates.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerSelection;
import io.freshseal.computers.entity.Joining;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.shared.entity.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where in a spread a computer begins. */
class UpdateSpreadTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Duration SPREAD = Duration.ofHours(2);

  private static UpdateOrder order(Duration spread) {
    return new UpdateOrder(
        OrderKind.UPDATE, ComputerSelection.ALL, UpdateOrder.USUAL, spread, Optional.empty());
  }

  private static UpdateStep ready(UUID id, Set<MemberRole> roles) {
    UpdateOrder order = order(SPREAD);
    Computer computer =
        new Computer(
            id,
            new MemberFacts(
                new ComputerName("one"),
                Platform.ANY,
                new RelayBuild(26, 0, 0, 100),
                roles,
                Optional.empty()),
            new Joining(
                Optional.empty(), "group", Assignment.HAND, true, "token", "127.0.0.1", NOW));
    UpdateStep step =
        new UpdateStep(new SecurityUpdate(new UUID(1, 1), order, "admin", NOW), computer, order);
    step.order(NOW);
    return step;
  }

  @Test
  void everyComputer_hasItsOwnPlaceInside_andTheWholeSpreadIsUsed() {
    Random random = new Random(4);
    int[] quarters = new int[4];
    for (int i = 0; i < 10_000; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      Duration delay = order(SPREAD).delay(id);
      assertThat(delay).isEqualTo(order(SPREAD).delay(id)).isBetween(Duration.ZERO, SPREAD);
      quarters[(int) (4 * delay.toMillis() / SPREAD.toMillis())]++;
      assertThat(order(Duration.ZERO).delay(id)).isZero();
    }
    for (int count : quarters) {
      assertThat(count).isBetween(2_300, 2_700);
    }
  }

  @Test
  void anAgent_isToldWhenItsPlaceHasCome_andARelayAtOnce() {
    UUID id = new UUID(5, 0x7fffffffL);
    Instant place = NOW.plus(order(SPREAD).delay(id));
    assertThat(place).isAfter(NOW);

    assertThat(ready(id, Set.of(MemberRole.AGENT)).isHandedOut(place.minusMillis(1))).isFalse();
    assertThat(ready(id, Set.of(MemberRole.AGENT)).isHandedOut(place)).isTrue();
    assertThat(ready(id, Set.of(MemberRole.RELAY)).isHandedOut(NOW)).isTrue();
  }

  @Test
  void whoeverLooks_isToldWhenItsTurnComes_asLongAsItHasNot() {
    UUID id = new UUID(5, 0x7fffffffL);
    Instant place = NOW.plus(order(SPREAD).delay(id));

    assertThat(ready(id, Set.of(MemberRole.AGENT)).turn(NOW)).contains(place);
    assertThat(ready(id, Set.of(MemberRole.AGENT)).turn(place)).isEmpty();
    assertThat(ready(id, Set.of(MemberRole.RELAY)).turn(NOW)).isEmpty();
  }

  @Test
  void aSpreadBelowNothingOrAboveTheWidest_isRefused() {
    assertThat(order(UpdateOrder.WIDEST_SPREAD).refused()).isEmpty();
    assertThat(order(Duration.ofMillis(-1)).refused()).isPresent();
    assertThat(order(UpdateOrder.WIDEST_SPREAD.plusMillis(1)).refused()).isPresent();
  }
}
