package io.freshseal.updates.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.Contact;
import io.freshseal.computers.entity.Joining;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an ordered computer waits for depends on when it was heard, and on nothing else. */
class StepStandingTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final Hearing HEARING = new Hearing(NOW, INTERVAL);
  private static final MemberFacts FACTS =
      new MemberFacts(
          new ComputerName("web-1"),
          Platform.ANY,
          new RelayBuild(26, 0, 0, 100),
          Set.of(MemberRole.AGENT),
          Optional.empty());

  private static Computer never() {
    return new Computer(
        UUID.randomUUID(),
        FACTS,
        new Joining(
            Optional.empty(),
            RelayGroup.DEFAULT_ID,
            Assignment.DEFAULT,
            true,
            "token",
            "127.0.0.1",
            NOW.minus(INTERVAL)));
  }

  private static Computer heard(Duration ago) {
    Computer computer = never();
    computer.heard(
        new Heartbeat(
            NOW,
            FACTS,
            Optional.empty(),
            -1,
            Optional.empty(),
            new Sha256("0".repeat(64)),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of()),
        new Contact(NOW.minus(ago), INTERVAL, Duration.ZERO, "127.0.0.1"));
    return computer;
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, PENDING_HEARTBEAT",
    "PT9M59S, PENDING_HEARTBEAT",
    "PT10M, PENDING",
    "PT20M4S, PENDING",
    "PT20M5S, PENDING_OFFLINE",
    "P1D, PENDING_OFFLINE"
  })
  void anOrderedComputer_waitsForItsHeartbeat_orIsOffline(Duration ago, StepStanding standing) {
    assertThat(StepStanding.of(StepState.PENDING, Optional.of(heard(ago)), HEARING))
        .isEqualTo(standing);
  }

  @Test
  void aComputerThatWasNeverHeardOrLeft_countsAsOffline() {
    assertThat(StepStanding.of(StepState.PENDING, Optional.of(never()), HEARING))
        .isEqualTo(StepStanding.PENDING_OFFLINE);
    assertThat(StepStanding.of(StepState.PENDING, Optional.empty(), HEARING))
        .isEqualTo(StepStanding.PENDING_OFFLINE);
  }

  @ParameterizedTest
  @EnumSource(value = StepState.class, mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
  void everyOtherState_standsAsItIs(StepState state) {
    StepStanding standing = StepStanding.of(state, Optional.empty(), HEARING);

    assertThat(standing.name()).isEqualTo(state.name());
    assertThat(standing.state()).isEqualTo(state);
    assertThat(StepStanding.of(state, Optional.of(heard(Duration.ZERO)), HEARING))
        .isEqualTo(standing);
  }
}
