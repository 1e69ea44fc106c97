package io.freshseal.computers.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventError;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a computer's last update ended is told by the manager's clock, once for each update. */
class ComputerRunTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FAST = Duration.ofDays(2);

  private static final MemberFacts FACTS =
      new MemberFacts(
          new ComputerName("relay"),
          Platform.ANY,
          new RelayBuild(26, 0, 0, 100),
          Set.of(MemberRole.RELAY),
          Optional.empty());

  private final Computer computer =
      new Computer(
          UUID.randomUUID(),
          FACTS,
          new Joining(Optional.empty(), "default", Assignment.DEFAULT, true, "", "", NOW));

  private void heard(Instant arrival, Duration ahead, Instant runAt) {
    LastRun run =
        new LastRun(
            runAt,
            EventError.of(StatusCode.OK),
            Sentence.of(MemberSentence.ORDER_DONE),
            Optional.empty(),
            Optional.empty());
    Heartbeat heartbeat =
        new Heartbeat(
            arrival.plus(ahead),
            FACTS,
            Optional.empty(),
            -1,
            Optional.empty(),
            HoldingsJson.digest(Holdings.NONE),
            Optional.empty(),
            Optional.of(run),
            List.of(),
            List.of());
    computer.heard(heartbeat, new Contact(arrival, MINUTE, ahead, "127.0.0.1"));
  }

  @Test
  void beforeTheFirstUpdate_nothingIsSaid() {
    assertThat(computer.lastRunEnded()).isEmpty();
  }

  @Test
  void anUpdateThatIsReportedLate_endedWhenItDid_whateverTheClockThereSays() {
    heard(NOW, FAST, NOW.plus(FAST).minus(MINUTE));

    assertThat(computer.lastRunEnded()).contains(NOW.minus(MINUTE));
  }

  @Test
  void anUpdateBeforeAClockWasSetBack_endedAtTheLatestWhenItWasReported() {
    heard(NOW, Duration.ZERO, NOW.plus(FAST));

    assertThat(computer.lastRunEnded()).contains(NOW);
  }

  @Test
  void theSameUpdateToldAgain_isNotANewOne_evenWithAnotherClock() {
    Instant run = NOW.minus(MINUTE).plusNanos(123_456);
    heard(NOW, Duration.ZERO, run);
    heard(NOW.plus(MINUTE), FAST.negated(), run);

    assertThat(computer.lastRunEnded()).contains(run);

    heard(NOW.plus(MINUTE), Duration.ZERO, NOW.plusSeconds(30));

    assertThat(computer.lastRunEnded()).contains(NOW.plusSeconds(30));
  }
}
