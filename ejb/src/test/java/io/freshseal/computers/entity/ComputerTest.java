package io.freshseal.computers.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a computer says of itself counts as far as an operator lets it. */
class ComputerTest {

  private static final Instant NOW = Instant.parse("2030-06-01T12:00:00Z");
  private static final Optional<URI> URL = Optional.of(URI.create("http://127.0.0.1:1/api/v1"));
  private static final MemberFacts RELAY =
      new MemberFacts(
          new ComputerName("one"),
          Platform.ANY,
          new RelayBuild(26, 0, 0, 100),
          Set.of(MemberRole.RELAY),
          URL);

  private static Computer joined(boolean asRelay) {
    return new Computer(
        new UUID(1, 1),
        RELAY,
        new Joining(
            Optional.empty(), "group", Assignment.HAND, asRelay, "token", "127.0.0.1", NOW));
  }

  private static void callsItselfARelay(Computer computer) {
    computer.heard(
        new Heartbeat(
            NOW,
            RELAY,
            Optional.empty(),
            -1,
            Optional.empty(),
            Sha256.of(new byte[0]),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of()),
        new Contact(NOW, Duration.ofMinutes(1), Duration.ZERO, "127.0.0.1"));
  }

  @Test
  void whoJoinedAsAnAgent_isARelayOnceItWasOrderedToBeOne_andNotBecauseItSaysSo() {
    Computer computer = joined(false);
    callsItselfARelay(computer);
    assertThat(computer.facts().is(MemberRole.RELAY)).isFalse();
    assertThat(computer.facts().url()).isEmpty();

    computer.servesByOrder();
    callsItselfARelay(computer);

    assertThat(computer.facts().is(MemberRole.RELAY)).isTrue();
    assertThat(computer.facts().url()).isEqualTo(URL);
  }

  @Test
  void relayThatWasOrderedToServeNobody_isNamedToNobody_whateverItSays() {
    Computer computer = joined(true);
    assertThat(computer.facts().url()).isEqualTo(URL);

    computer.servesNobodyByOrder();
    assertThat(computer.facts().url()).as("at once").isEmpty();
    callsItselfARelay(computer);
    assertThat(computer.facts().url()).as("and later").isEmpty();
    assertThat(computer.facts().is(MemberRole.RELAY)).as("its own events are heard").isTrue();

    computer.servesByOrder();
    callsItselfARelay(computer);
    assertThat(computer.facts().url()).isEqualTo(URL);
  }
}
