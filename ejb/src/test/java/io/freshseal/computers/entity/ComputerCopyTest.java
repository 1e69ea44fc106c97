package io.freshseal.computers.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.ProcessId;
import io.freshseal.shared.entity.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Machines made from one disk are told from one machine whose program starts anew. */
class ComputerCopyTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Duration TEN = Duration.ofMinutes(10);
  private static final Random RANDOM = new Random(7);
  private static final Optional<ProcessId> A = process();
  private static final Optional<ProcessId> B = process();
  private static final Optional<ProcessId> C = process();
  private static final MemberFacts FACTS =
      new MemberFacts(
          new ComputerName("copied"),
          Platform.ANY,
          new RelayBuild(26, 0, 0, 100),
          Set.of(MemberRole.AGENT),
          Optional.empty());

  private final Computer computer =
      new Computer(
          UUID.randomUUID(),
          FACTS,
          new Joining(Optional.empty(), "default", Assignment.DEFAULT, false, "", "", NOW));
  private Instant time = NOW;

  private static Optional<ProcessId> process() {
    return Optional.of(ProcessId.next(RANDOM));
  }

  private void heard(Optional<ProcessId> process, Duration ahead) {
    heardLater(process, TEN, ahead);
  }

  private void heardLater(Optional<ProcessId> process, Duration later, Duration ahead) {
    time = time.plus(later);
    Heartbeat heartbeat =
        new Heartbeat(
            time.plus(ahead),
            FACTS,
            process,
            -1,
            Optional.empty(),
            HoldingsJson.digest(Holdings.NONE),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of());
    computer.heard(heartbeat, new Contact(time, TEN, ahead, "127.0.0.1"));
  }

  private boolean isCopied() {
    return computer.copiedSince(time).isPresent();
  }

  @Test
  void twoThatComeByTurns_areFoundAtTheThirdHeartbeat_andSinceThenForAsLongAsTheyDo() {
    heard(A, Duration.ZERO);
    heard(B, Duration.ZERO);
    assertThat(isCopied()).as("so does a restart").isFalse();

    heard(A, Duration.ZERO);
    Instant found = time;

    for (int i = 0; i < 300; i++) {
      heard(i % 2 == 0 ? B : A, Duration.ZERO);
      assertThat(computer.copiedSince(time)).contains(found);
    }
  }

  @Test
  void twoWhoseClocksDiffer_areFound_whicheverIsAhead() {
    Duration behind = Duration.ofHours(-1);
    heard(A, Duration.ZERO);
    heard(B, behind);
    heard(A, Duration.ZERO);
    assertThat(isCopied()).isTrue();
  }

  @Test
  void threeMachines_areFoundToo() {
    Stream.of(A, B, C, A).forEach(process -> heard(process, Duration.ZERO));
    assertThat(isCopied()).isTrue();
  }

  @Test
  void restarts_howeverMany_areNoCopies() {
    for (int i = 0; i < 50; i++) {
      Optional<ProcessId> next = process();
      heard(next, Duration.ZERO);
      heard(next, Duration.ZERO);
    }
    assertThat(isCopied()).isFalse();
  }

  @Test
  void heartbeatThatComesLate_afterTheNextProcessHasSpoken_isNoCopy() {
    heard(A, Duration.ZERO);
    heard(B, Duration.ZERO);
    heardLater(A, Duration.ofSeconds(2), Duration.ofSeconds(-30));
    heard(B, Duration.ZERO);
    assertThat(isCopied()).isFalse();
  }

  @Test
  void olderProgram_thatDoesNotSayIt_isNoCopy_norHidesOne() {
    heard(Optional.empty(), Duration.ZERO);
    heard(A, Duration.ZERO);
    heard(Optional.empty(), Duration.ZERO);
    heard(A, Duration.ZERO);
    assertThat(isCopied()).isFalse();

    heard(B, Duration.ZERO);
    heard(Optional.empty(), Duration.ZERO);
    heard(A, Duration.ZERO);
    assertThat(isCopied()).isTrue();
  }

  @Test
  void oneDayAfterOneIsAlone_theFindingIsOver_andTheNextOneIsANewOne() {
    Stream.of(A, B, A).forEach(process -> heard(process, Duration.ZERO));
    Duration almost = Duration.ofDays(1).minus(TEN).minusSeconds(1);
    heardLater(A, almost, Duration.ZERO);
    assertThat(isCopied()).isTrue();

    heardLater(A, TEN.plusSeconds(1), Duration.ZERO);
    assertThat(isCopied()).isFalse();

    heard(B, Duration.ZERO);
    assertThat(computer.copiedSince(time)).contains(time);
  }
}
