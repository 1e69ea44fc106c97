package io.freshseal.replication.control.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which event an operator sees for an expired certificate depends on whose it is. */
class RefusalEventsTest {

  private static final RelayIdentity RELAY =
      new RelayIdentity(
          "node",
          "http://relay.example/api/v1",
          RelayBuild.parse("20.0.0-1336").orElseThrow(),
          RelayBuildTable.SEED);

  private static SystemEvent expired(boolean chainVerified) {
    Evidence evidence =
        new Evidence(Sentence.asIs("It expired."), Optional.empty(), Optional.of(chainVerified));
    return new RefusalEvents(RELAY, false)
        .ofRun(
            "http://source.example/source/v1",
            StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE,
            evidence,
            Instant.parse("2030-06-01T12:00:00Z"));
  }

  @Test
  void expiredUnderTheAnchors_isTheFailureThatARepairOfTheRelayEnds() {
    SystemEvent event = expired(true);

    assertThat(event.type()).isEqualTo(EventType.UPDATE_FAILURE);
    assertThat(event.error().orElseThrow().text())
        .isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE");
  }

  @Test
  void expiredOfAStranger_isNoRelayInNeedOfRepair() {
    SystemEvent event = expired(false);

    assertThat(event.type()).isEqualTo(EventType.UPDATE_FAULT);
    assertThat(event.error().orElseThrow().text())
        .isEqualTo("STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    assertThat(event.error().orElseThrow().code()).isEqualTo(-24);
  }
}
