package io.freshseal.heartbeats.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A computer speaks for itself and for nobody else. */
class ReportedEventsTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");

  private static final Speaker WEB_01 =
      new Speaker(
          UUID.fromString("11111111-2222-4333-8444-555555555555"),
          new ComputerName("web-01"),
          true);

  private static Heartbeat from(Set<MemberRole> roles, Instant clock, SystemEvent... events) {
    return new Heartbeat(
        clock,
        new MemberFacts(
            new ComputerName("the-manager"),
            Platform.ANY,
            new RelayBuild(26, 0, 0, 100),
            roles,
            Optional.empty()),
        Optional.empty(),
        -1,
        Optional.empty(),
        HoldingsJson.digest(Holdings.NONE),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(events));
  }

  private static SystemEvent event(EventType type, Instant time) {
    return SystemEvent.of(type, time).about("somebody else").by("admin").figures("a");
  }

  @Test
  void relaysEvent_isAboutAndByTheRelayWhateverItSays_andWhateverItCallsItself() {
    SystemEvent said = event(EventType.UPDATE_FAILURE, NOW.minusSeconds(9));

    List<SystemEvent> kept =
        ReportedEvents.of(WEB_01, from(Set.of(MemberRole.RELAY), NOW, said), NOW);

    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).target()).isEqualTo("web-01");
    assertThat(kept.get(0).actor()).isEqualTo("computer:11111111-2222-4333-8444-555555555555");
    assertThat(kept.get(0).key()).isEqualTo(said.key());
    assertThat(kept.get(0).time()).isEqualTo(said.time());
  }

  @Test
  void eventOfAnotherOrigin_isNotKept() {
    SystemEvent managers = event(EventType.SIGNED_IN, NOW);
    SystemEvent relays = event(EventType.UPDATE_FAILURE, NOW);
    SystemEvent sources = event(EventType.CATALOG_PUBLISHED, NOW);

    assertThat(
            ReportedEvents.of(
                WEB_01, from(Set.of(MemberRole.AGENT), NOW, managers, relays, sources), NOW))
        .isEmpty();
    assertThat(
            ReportedEvents.of(
                WEB_01, from(Set.of(MemberRole.RELAY), NOW, managers, relays, sources), NOW))
        .extracting(SystemEvent::type)
        .containsExactly(EventType.UPDATE_FAILURE);
  }

  @Test
  void eventOfARelay_isNotKeptFromAComputerThatNobodyAdmittedAsOne_whateverItSaysItIs() {
    Speaker stranger = new Speaker(WEB_01.id(), WEB_01.name(), false);
    SystemEvent relays = event(EventType.UPDATE_FAILURE, NOW);
    SystemEvent agents = event(EventType.AGENT_SIGNATURE_REFUSED, NOW);
    Set<MemberRole> everything = Set.of(MemberRole.values());

    assertThat(ReportedEvents.of(stranger, from(everything, NOW, relays, agents), NOW))
        .extracting(SystemEvent::type)
        .containsExactly(EventType.AGENT_SIGNATURE_REFUSED, EventType.AGENTS_UPDATE_FAILED);
  }

  @Test
  void eventOfAnAgentsUpdate_comesWithTheSystemEventAroundIt_underAKeyThatFollowsFromItsOwn() {
    SystemEvent said =
        event(EventType.AGENT_SIGNATURE_REFUSED, NOW)
            .with(EventError.of(StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE))
            .figures("rules", "1.0", "expired");

    List<SystemEvent> kept =
        ReportedEvents.of(WEB_01, from(Set.of(MemberRole.AGENT), NOW, said), NOW);
    List<SystemEvent> again =
        ReportedEvents.of(WEB_01, from(Set.of(MemberRole.AGENT), NOW, said), NOW);

    assertThat(kept)
        .extracting(e -> e.type().number(), SystemEvent::target, SystemEvent::error)
        .containsExactly(tuple(9102, "web-01", said.error()), tuple(2205, "web-01", said.error()));
    assertThat(kept.get(1).figures()).containsExactly("9102", "rules", "1.0", "expired");
    assertThat(kept.get(1).key()).isNotEqualTo(said.key()).isEqualTo(again.get(1).key());
  }

  @ParameterizedTest
  @CsvSource({
    "AGENT_UPDATED, 2204",
    "AGENT_UPDATE_FAILED, 2205",
    "AGENT_SOURCE_UNREACHABLE, 2205",
    "AGENT_UPDATE_FAULT, 2205",
    "AGENT_UPDATE_SKIPPED, 2206"
  })
  void everyEndOfAnUpdate_hasItsNumberAtTheManager(EventType type, int number) {
    assertThat(
            ReportedEvents.of(WEB_01, from(Set.of(MemberRole.AGENT), NOW, event(type, NOW)), NOW))
        .extracting(e -> e.type().number())
        .containsExactly(type.number(), number);
  }

  @Test
  void timeOfAWrongClock_isPutRight() {
    Duration ahead = Duration.ofDays(400);
    SystemEvent said = event(EventType.UPDATE_FAILURE, NOW.plus(ahead).minusSeconds(60));

    List<SystemEvent> kept =
        ReportedEvents.of(WEB_01, from(Set.of(MemberRole.RELAY), NOW.plus(ahead), said), NOW);

    assertThat(kept.get(0).time()).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void eventFromTheFuture_happensNow() {
    SystemEvent said = event(EventType.UPDATE_FAILURE, NOW.plusSeconds(3600));

    assertThat(
            ReportedEvents.of(WEB_01, from(Set.of(MemberRole.RELAY), NOW, said), NOW).get(0).time())
        .isEqualTo(NOW);
  }

  @Test
  void nextHeartbeat_isWithinATenthAndNeverTheSameForAll() {
    Random random = new Random(7);
    Duration interval = Duration.ofMinutes(10);

    List<Duration> next =
        random.ints(1000).mapToObj(i -> HeartbeatRhythm.next(interval, random)).toList();

    assertThat(next)
        .allMatch(d -> d.compareTo(Duration.ofMinutes(9)) >= 0)
        .allMatch(d -> d.compareTo(HeartbeatRhythm.latest(interval)) <= 0);
    assertThat(next.stream().distinct().count()).isGreaterThan(900);
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "system", "computer:", "computer:web-01", "token:computer:1"})
  void anActorThatIsNoComputer_isReadAsNone(String actor) {
    assertThat(Speaker.parse(actor)).isEmpty();
    assertThat(Speaker.parse(WEB_01.actor())).contains(WEB_01.id());
  }
}
