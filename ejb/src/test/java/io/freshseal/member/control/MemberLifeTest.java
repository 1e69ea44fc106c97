package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.agent.TestAgent;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.RelayList;
import io.freshseal.member.entity.WayOut;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.entity.HttpProxy;
import io.freshseal.vault.control.FolderLock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that becomes a computer of a fleet, against a manager that speaks the wire format. */
class MemberLifeTest {

  private static final TestManager.Script AWAY =
      exchange -> TestManager.send(exchange, 503, "text/plain", new byte[0]);
  private static final URI PRIMARY = URI.create("http://127.0.0.1:3/source/v1");

  @TempDir private Path root;
  private final SettableClock clock = new SettableClock(Examples.NOW);
  private final ScriptedComputer computer = new ScriptedComputer(clock);
  private final TestManager manager = TestManager.plain("anchors\n");
  private MemberFolder folder;
  private FolderLock lock;
  private MemberMemory memory;
  private Duration passed = Duration.ZERO;

  @BeforeEach
  void claim() throws IOException {
    folder = new MemberFolder(root);
    lock = folder.claim();
    manager.relays(new RelayList("Default", List.of(), Optional.of(PRIMARY)));
  }

  @AfterEach
  void release() throws IOException {
    lock.close();
    manager.close();
  }

  /** Begins as a process does, with nothing but what is on disk. */
  private MemberLife start() throws IOException {
    memory = MemberMemory.open(folder);
    ManagerClient client = new ManagerClient(TestAgent.QUICK);
    ManagerAddress address = ManagerAddress.parse(manager.address()).toOptional().orElseThrow();
    Joining joining = new Joining(folder, client);
    Joining.Wish wish =
        new Joining.Wish(
            address, manager.token(Optional.empty()), computer.facts(), Optional.empty());
    return new MemberLife(
        memory,
        new MemberLife.Calls(address, () -> joining.join(wish), client),
        computer,
        new Surroundings(clock, () -> passed.toNanos(), new Random(7), Runnable::run, computer));
  }

  private void advance(Duration time) {
    passed = passed.plus(time);
    clock.advance(time);
  }

  private List<EventType> waiting() throws IOException {
    return memory.spool().oldest(100).stream().map(SystemEvent::type).toList();
  }

  @Test
  void joinsOnce_andStaysAfterARestart() throws IOException {
    start().step();

    assertThat(manager.enrolled()).isPresent();
    assertThat(Files.readString(folder.anchors())).isEqualTo("anchors\n");
    assertThat(manager.heartbeats()).hasSize(2);

    advance(Duration.ofMinutes(1));
    start().step();

    assertThat(manager.secrets().stream().filter(secret -> secret.contains("fse_"))).hasSize(1);
    assertThat(manager.heartbeats()).hasSize(3);
  }

  @Test
  void joiningWhoseAnswerIsLost_isRepeatedUnderTheSameId_overARestartToo() throws IOException {
    manager.losingAnswers(AWAY);
    start().step();
    start().step();
    assertThat(memory.membership().read()).isEmpty();

    manager.losingAnswers(null);
    start().step();

    assertThat(memory.membership().read()).isPresent();
    assertThat(manager.joinings()).hasSize(3);
    assertThat(Set.copyOf(manager.joinings())).hasSize(1);
    assertThat(folder.joining()).doesNotExist();
  }

  @Test
  void managerThatIsAway_isToldOnce_andJoinedWhenItAnswers() throws IOException {
    manager.becoming(AWAY);
    MemberLife life = start();

    Duration first = life.step();
    advance(first);
    Duration second = life.step();
    advance(second);
    life.step();

    assertThat(waiting()).hasSize(1);
    assertThat(memory.membership().read()).isEmpty();
    assertThat(folder.anchors()).doesNotExist();
    assertThat(second).isGreaterThan(first.dividedBy(2)).isLessThan(Duration.ofMinutes(11));

    manager.becoming(null);
    life.step();

    assertThat(memory.membership().read()).isPresent();
    assertThat(manager.events()).hasSize(1);
    assertThat(waiting()).isEmpty();
  }

  @Test
  void managerAtAnotherAddress_isFollowedWithTheSameKey() throws IOException {
    start().step();
    URI old = URI.create("http://127.0.0.1:9/api/v1");
    memory.membership().write(memory.membership().read().orElseThrow().at(old));

    start().step();

    assertThat(memory.membership().read().orElseThrow().manager().toString())
        .startsWith(manager.address());
    assertThat(manager.heartbeats()).hasSizeGreaterThan(2);
  }

  @Test
  void orderThatAKillInterrupted_isBegunAgain_andTheOneDoneIsNot() throws IOException {
    start().step();
    UUID begun = manager.order(OrderKind.UPDATE, Examples.NOW.plusSeconds(3600));
    memory
        .log()
        .begin(
            new Order(begun, OrderKind.UPDATE, Optional.empty(), Examples.NOW.plusSeconds(3600)),
            clock.instant());

    start().step();
    start().step();

    assertThat(computer.log.stream().filter("carried out UPDATE"::equals)).hasSize(1);
    assertThat(manager.outcomes(begun))
        .extracting(report -> report.state())
        .contains(OrderState.FAILED)
        .doesNotContain(OrderState.SKIPPED);
  }

  @Test
  void upgradeThatAKillInterrupted_isDoneOnceWithTheBuildThatTheManagerSaysAgain()
      throws IOException {
    computer.kinds.add(OrderKind.UPGRADE);
    start().step();
    UUID begun = manager.order(OrderKind.UPGRADE, Examples.NOW.plusSeconds(3600));
    memory
        .log()
        .begin(
            new Order(begun, OrderKind.UPGRADE, Optional.empty(), Examples.NOW.plusSeconds(3600)),
            clock.instant());

    start().step();
    start().step();

    assertThat(computer.log.stream().filter("carried out UPGRADE"::equals)).hasSize(1);
    assertThat(manager.outcomes(begun))
        .extracting(report -> report.state())
        .contains(OrderState.SUCCEEDED)
        .doesNotContain(OrderState.FAILED);
  }

  @Test
  void groupWithoutOneAbove_isSuppliedByThePrimarySource() throws IOException {
    start().step();
    FollowedFleet fleet = new FollowedFleet(memory.membership(), folder.anchors());

    assertThat(fleet.sources()).containsExactly(Reach.direct(PRIMARY));
    assertThat(fleet.anchors()).contains(folder.anchors());
    assertThat(computer.facts().roles()).contains(MemberRole.AGENT);
  }

  @Test
  void proxyOfTheGroup_standsBeforeThePrimarySource_andBeforeRelaysWhereItIsSaid()
      throws IOException {
    HttpProxy proxy = new HttpProxy("proxy.example", 3128, Optional.empty());
    List<URI> above = List.of(URI.create("http://127.0.0.1:1/api/v1"));
    for (boolean relaysToo : new boolean[] {false, true}) {
      WayOut out = new WayOut(proxy, relaysToo);
      manager.relays(new RelayList("Branch", List.of(), Optional.of(PRIMARY), Optional.of(out)));
      start().step();
      FollowedFleet fleet = new FollowedFleet(memory.membership(), folder.anchors());
      assertThat(fleet.sources()).containsExactly(new Reach(PRIMARY, Optional.of(proxy)));

      manager.relays(new RelayList("Branch", above, Optional.empty(), Optional.of(out)));
      start().step();
      assertThat(fleet.sources())
          .containsExactly(
              new Reach(above.get(0), relaysToo ? Optional.of(proxy) : Optional.empty()));
    }
  }

  @Test
  void relaysAbove_areAskedInTheirOrder_andThePrimarySourceAfterThreeRounds() throws IOException {
    List<URI> above =
        List.of(URI.create("http://127.0.0.1:1/api/v1"), URI.create("http://127.0.0.1:2/api/v1"));
    manager.relays(new RelayList("Branch", above, Optional.of(PRIMARY)));
    start().step();
    FollowedFleet fleet = new FollowedFleet(memory.membership(), folder.anchors());
    Optional<String> asked = Optional.of(above.get(0).toString());

    assertThat(fleet.sources()).extracting(Reach::url).isEqualTo(above);
    for (int round = 0; round < 3; round++) {
      fleet.ended(false, asked);
    }
    assertThat(fleet.sources())
        .extracting(Reach::url)
        .containsExactly(above.get(0), above.get(1), PRIMARY);

    fleet.ended(true, Optional.of(PRIMARY.toString()));
    assertThat(fleet.sources()).as("it proves nothing of the relays").hasSize(3);
    fleet.ended(true, asked);
    assertThat(fleet.sources()).extracting(Reach::url).isEqualTo(above);
  }
}
