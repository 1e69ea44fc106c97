package io.freshseal.member.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.member.TestManager;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.Membership;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a computer of the fleet reports, whether or not its manager answers. */
class HeartbeatLoopTest extends LoopBench {

  @Test
  void listOfWhatIsHeld_comesOnceAndWhenItIsAskedFor() {
    loop.step();
    assertThat(manager.heartbeats())
        .extracting(Heartbeat::held)
        .containsExactly(Optional.empty(), Optional.of(Examples.HELD));

    advance(BEAT);
    loop.step();
    assertThat(manager.lastHeartbeat().held()).isEmpty();

    computer.holdings = new Holdings(Examples.HELD.files().subList(0, 1));
    advance(BEAT);
    loop.step();
    assertThat(manager.lastHeartbeat().held()).contains(computer.holdings);
    assertThat(manager.heartbeats()).hasSize(5);
  }

  private static void busy(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "7");
    TestManager.send(
        exchange,
        429,
        "application/problem+json",
        "{\"code\":\"STATUS_TOO_MANY_REQUESTS\"}".getBytes(StandardCharsets.UTF_8));
  }

  // Refuses heartbeats with a list, as a manager does that has too many of them in its memory.
  private TestManager.Script refusingLists(List<Duration> lists) {
    return exchange -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (new String(body, StandardCharsets.UTF_8).contains("\"held\"")) {
        lists.add(passed);
        busy(exchange);
      } else {
        manager.take(exchange, body);
      }
    };
  }

  @Test
  void listThatIsRefusedForNow_comesLater_andNothingElseWaitsForIt() throws IOException {
    List<Duration> lists = new ArrayList<>();
    manager.becoming(refusingLists(lists));
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      pauses.add(next());
      loop.tell(SystemEvent.of(EventType.AGENT_STARTED, START.plusSeconds(i)).figures(i));
    }

    assertThat(lists).hasSize(2);
    assertThat(pauses.subList(0, 2))
        .allMatch(
            pause ->
                pause.compareTo(Duration.ofSeconds(7)) >= 0
                    && pause.compareTo(Duration.ofMillis(10_500)) <= 0);
    assertThat(manager.heartbeats()).as("it is heard all the time").hasSize(2);
    assertThat(manager.events()).as("and so are its events").hasSize(2);
    assertThat(computer.log)
        .as("the manager is not lost")
        .noneMatch(line -> line.startsWith("lost: "));
    assertThat(memory().spool().oldest(10))
        .extracting(SystemEvent::type)
        .doesNotContain(EventType.AGENT_HEARTBEAT_FAILED, EventType.AGENT_MANAGER_SILENT);

    manager.becoming(null);
    next();

    assertThat(manager.heartbeats())
        .extracting(Heartbeat::held)
        .contains(Optional.of(Examples.HELD));
    assertThat(manager.events()).hasSize(3);
    assertThat(memory().spool().waiting()).isZero();
  }

  @Test
  void listThatIsRefusedEachTime_comesLessAndLessOften_andThatIsToldOnce() throws IOException {
    List<Duration> lists = Collections.synchronizedList(new ArrayList<>());
    manager.becoming(refusingLists(lists));
    while (passed.compareTo(Duration.ofHours(4)) < 0) {
      next();
    }

    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < lists.size(); i++) {
      gaps.add(lists.get(i).minus(lists.get(i - 1)));
    }
    assertThat(gaps.get(0)).isBetween(Duration.ofSeconds(7), Duration.ofMillis(10_500));
    assertThat(gaps.get(1)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    assertThat(gaps.get(2)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    assertThat(gaps.subList(6, gaps.size()))
        .allMatch(gap -> gap.compareTo(BEAT.dividedBy(2)) >= 0 && gap.compareTo(BEAT) <= 0);
    assertThat(manager.heartbeats()).hasSizeGreaterThan(gaps.size());
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_HEARTBEAT_FAILED);
    assertThat(computer.log).noneMatch(line -> line.startsWith("lost: "));

    manager.becoming(null);
    advance(BEAT);
    loop.step();
    assertThat(manager.lastHeartbeat().held()).contains(Examples.HELD);
    computer.holdings = new Holdings(Examples.HELD.files().subList(0, 1));
    advance(BEAT);
    loop.step();
    assertThat(manager.lastHeartbeat().held()).as("at once again").contains(computer.holdings);
  }

  @Test
  void orderThatEnds_isReportedAtOnce_withoutTheListThatWasRefused() {
    List<Duration> lists = new ArrayList<>();
    manager.becoming(refusingLists(lists));
    while (lists.size() < 4) {
      next();
    }
    UUID order = manager.order(OrderKind.UPDATE, clock.instant().plus(Duration.ofHours(1)));

    loop.step();

    assertThat(manager.outcomes(order))
        .extracting(OrderReport::state)
        .contains(OrderState.SUCCEEDED);
    assertThat(lists).hasSize(4);
  }

  @Test
  void moreEventsThanTheManagerHasRoomFor_comeInSmallerHelpings() throws IOException {
    loop.step();
    List<Integer> refused = new ArrayList<>();
    manager.becoming(
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (body.length > HeartbeatJson.SHORT_BYTES) {
            refused.add(body.length);
            busy(exchange);
          } else {
            manager.take(exchange, body);
          }
        });
    String long500 = "長".repeat(500);
    for (int i = 0; i < Heartbeat.MAX_EVENTS; i++) {
      loop.tell(
          SystemEvent.of(EventType.AGENT_STARTED, START.plusSeconds(i))
              .figures(i, long500, long500, long500, long500, long500, long500, long500));
    }
    advance(BEAT);

    assertThat(next()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(10_500));
    next();

    assertThat(refused).hasSizeBetween(1, 2);
    next();
    assertThat(manager.events()).hasSize(Heartbeat.MAX_EVENTS);
    assertThat(memory().spool().waiting()).isZero();
    assertThat(computer.log).noneMatch(line -> line.startsWith("lost: "));
  }

  @Test
  void managerThatIsBusyWithEverything_isAskedAgainWhenItSays_andMissedAllTheSame()
      throws IOException {
    loop.step();
    SystemEvent event = SystemEvent.of(EventType.AGENT_STARTED, START).figures("b");
    loop.tell(event);
    manager.becoming(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "45");
          TestManager.send(exchange, 503, "text/plain", new byte[0]);
        });
    advance(BEAT);

    assertThat(loop.step()).isBetween(Duration.ofSeconds(45), Duration.ofMillis(67_500));

    assertThat(count("lost: MANAGER_UNREACHABLE")).isOne();
    manager.becoming(null);
    advance(Duration.ofMinutes(2));
    loop.step();
    assertThat(manager.events()).contains(event);
  }

  @Test
  void nothingIsDone_beforeItIsDue() {
    loop.step();
    int before = manager.heartbeats().size();

    advance(BEAT.minusSeconds(1));
    loop.step();
    assertThat(manager.heartbeats()).hasSize(before);

    advance(Duration.ofSeconds(1));
    loop.step();
    assertThat(manager.heartbeats()).hasSize(before + 1);
  }

  @Test
  void managerThatIsAway_isToldOnceAndComputersGoOnByWhatTheyWereToldLast() throws IOException {
    loop.step();
    manager.becoming(AWAY);
    start();
    List<Duration> pauses = new ArrayList<>();
    while (passed.compareTo(Duration.ofHours(5)) < 0) {
      pauses.add(next());
    }

    assertThat(count("update: SUCCEEDED")).as("by the last interval").isBetween(4L, 6L);
    assertThat(computer.asked).containsOnly(List.of(ONE, TWO));
    assertThat(count("lost: MANAGER_UNREACHABLE")).isOne();
    assertThat(pauses).allMatch(pause -> pause.compareTo(BEAT) <= 0);
    assertThat(pauses.subList(0, 1)).allMatch(pause -> pause.compareTo(BEAT.dividedBy(10)) < 0);
    assertThat(memory().spool().oldest(10))
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_MANAGER_SILENT);

    manager.becoming(null);
    next();
    next();
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_MANAGER_SILENT);
    assertThat(memory().spool().waiting()).isZero();
    assertThat(computer.log).endsWith("found");
  }

  @Test
  void heartbeatThatIsRefused_isAnotherEventThanSilence() throws IOException {
    manager.becoming(e -> TestManager.send(e, 401, "text/plain", new byte[0]));
    next();
    next();
    manager.becoming(AWAY);
    next();
    next();

    assertThat(memory().spool().oldest(10))
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_HEARTBEAT_FAILED, EventType.AGENT_MANAGER_SILENT);
  }

  @Test
  void answerThatIsLost_neitherLosesNorDoublesAnEvent() throws IOException {
    SystemEvent event = SystemEvent.of(EventType.AGENT_STARTED, START).figures("b");
    loop.tell(event);
    manager.losingAnswers(AWAY);
    next();
    assertThat(manager.events()).containsExactly(event);
    assertThat(memory().spool().oldest(10)).contains(event);

    manager.losingAnswers(null);
    next();
    next();

    assertThat(manager.events()).filteredOn(event::equals).hasSize(1);
    assertThat(memory().spool().waiting()).isZero();
  }

  @Test
  void moreEventsThanAHeartbeatTakes_comeInARow() throws IOException {
    int many = 2 * Heartbeat.MAX_EVENTS + 5;
    for (int i = 0; i < many; i++) {
      loop.tell(SystemEvent.of(EventType.AGENT_STARTED, START.plusSeconds(i)).figures(i));
    }

    loop.step();

    assertThat(manager.events()).hasSize(many);
    assertThat(manager.heartbeats()).hasSizeLessThanOrEqualTo(4);
    assertThat(memory().spool().waiting()).isZero();
  }

  @Test
  void clockThatIsSetBack_doesNotSilenceTheComputer() {
    loop.step();
    int before = manager.heartbeats().size();
    clock.set(START.minus(Duration.ofDays(30)));

    loop.step();

    assertThat(manager.heartbeats()).hasSizeGreaterThan(before);
    assertThat(manager.events())
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_CLOCK_CHANGED);
    while (count("updated") < 2) {
      next();
      assertThat(passed).isLessThan(Duration.ofHours(3));
    }
  }

  @Test
  void whatTheManagerSaid_isRememberedOverARestart() throws IOException {
    loop.step();

    Membership kept = memory().membership().read().orElseThrow();

    assertThat(kept.guidance().orElseThrow().relays().relays()).containsExactly(ONE, TWO);
    assertThat(kept.guidance().orElseThrow().update()).isEqualTo(Duration.ofHours(1));
  }
}
