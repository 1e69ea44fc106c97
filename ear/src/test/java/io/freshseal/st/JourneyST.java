package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The failure that this product exists to end, reproduced and repaired on what is shipped. The
 * certificates of signature files live for seconds here, and the source renews nothing by itself
 * before they end; the relay runs only when told to.
 */
class JourneyST {
  private static final Duration VALIDITY = Duration.ofSeconds(15);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int UPDATE_FAILURE = 9102;
  private static final String COMPONENT = "journey";

  private static Server server;
  private static Freshseal freshseal;
  private static Path anchors;

  @BeforeAll
  static void start() {
    server =
        Server.with(
                "relay.interval", "PT1H",
                "relay.check-interval", "PT1S",
                "source.certificate-validity", VALIDITY.toString(),
                "source.renew-before", "PT0S")
            .start();
    freshseal = Freshseal.of(server);
    anchors = freshseal.anchors();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest(name = "{0}, then {1}")
  @CsvSource({
    "20.0.0-1336, 20.0.0-1337, 20.1",
    "12.0.0-1277, 12.0.0-1278, 12.1",
    "11.0.0-1689, 11.0.0-1690, 11.1"
  })
  void aRelayOfAnOldBuild_letsTheSignatureExpire_untilItIsUpgradedAndUpdated(
      String oldBuild, String newBuild, String version) {
    freshseal.set("relay.build", newBuild);
    String mine = COMPONENT + "-" + version;
    Agent agent = Agent.of(server, anchors);
    freshseal.publish(mine, version, Bytes.of(10_000, version.hashCode()));
    freshseal.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");
    agent.update().expect(Agent.UPDATED);

    // The publisher renews only the signature files. The old build sees an unchanged version.
    freshseal.set("relay.build", oldBuild);
    long held = freshseal.serial(Freshseal.RELAY, mine);
    freshseal.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
    freshseal.runRelay();
    assertThat(freshseal.serial(Freshseal.SOURCE, mine)).isGreaterThan(held);
    assertThat(freshseal.serial(Freshseal.RELAY, mine)).as("skipped by the relay").isEqualTo(held);
    agent.update().expect(Agent.UPDATED);

    // Then its certificate ends, on the relay and before the agent's eyes.
    JsonObject failure = failureEvent(mine);
    assertThat(failure.getInt("code")).isEqualTo(-24);
    assertThat(failure.getString("text")).isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE");
    assertThat(failure.getString("level")).isEqualTo("ERROR");
    Command refused = agent.update().expect(Agent.REFUSED);
    assertThat(refused.err()).contains("-24").contains("STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");

    // The repair: upgrade the relay, update it, then update the agents.
    freshseal.set("relay.build", newBuild);
    freshseal.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");
    agent.update().expect(Agent.UPDATED);
  }

  @Test
  void aRelayOfANewBuildLeftIdle_letsTheSignatureExpireToo_andOneUpdateRepairsIt() {
    freshseal.set("relay.build", "20.0.0-1337");
    String mine = COMPONENT + "-idle";
    Agent agent = Agent.of(server, anchors);
    freshseal.publish(mine, "1.0", Bytes.of(10_000, 1));
    freshseal.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
    freshseal.runRelay();
    agent.update().expect(Agent.UPDATED);

    JsonObject failure = failureEvent(mine);
    assertThat(failure.getInt("code")).isEqualTo(-24);
    assertThat(failure.getString("text"))
        .isEqualTo("IAURELAY_STATUS_DIGITAL_SIGNATURE_CERT_EXPIRE");
    agent.update().expect(Agent.REFUSED);

    freshseal.admin().post(Freshseal.SOURCE + "/signatures/renew").expect(200);
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");
    agent.update().expect(Agent.UPDATED);
  }

  private static JsonObject failureEvent(String component) {
    Duration patience =
        Duration.between(Clock.systemUTC().instant(), freshseal.expires(Freshseal.RELAY, component))
            .plus(SOON);
    List<JsonObject> events =
        Eventually.untilGet(
            "the relay's own check reports the expired certificate",
            patience,
            () ->
                freshseal.events(UPDATE_FAILURE).stream()
                    .filter(event -> event.getJsonArray("figures").toString().contains(component))
                    .toList(),
            found -> !found.isEmpty());
    return events.get(0);
  }
}
