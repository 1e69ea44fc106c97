package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The agent that is shipped joins the fleet of a manager that is shipped, over https. */
class AgentFleetST {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final TlsKeys KEYS = new TlsKeys();
  private static final int PORT = Ports.free();

  private static Server server;
  private static Freshseal manager;

  private final Path folder = Distribution.folder("fleet-agent");

  @BeforeAll
  static void start() {
    server =
        Server.with(
                "relay.interval",
                "PT1H",
                "tls.keystore",
                KEYS.keystore("manager").toString(),
                "tls.port",
                Integer.toString(PORT))
            .withEnvironment("FRESHSEAL_TLS_PASSWORD", TlsKeys.PASSWORD)
            .start();
    manager = Freshseal.of(server);
    manager.publish("fleet-one", "1.0", Bytes.of(50_000, 7));
    manager.runRelay();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String token() {
    return manager
        .admin()
        .post(
            Freshseal.RELAY + "/enrolment-tokens",
            "application/json",
            "{\"name\":\"rack 7\",\"uses\":1,\"validity\":\"PT1H\"}")
        .expect(201)
        .json()
        .getString("token");
  }

  private Command agent(String command, String... more) {
    return Command.run(words(command, more), Map.of(), null);
  }

  private List<String> words(String command, String... more) {
    List<String> words = new ArrayList<>();
    words.add(Distribution.command("freshseal-agent").toString());
    words.addAll(List.of(command, "--dir", folder.toString()));
    words.addAll(List.of(more));
    return words;
  }

  private Command enrol(int port, String token) {
    return agent(
        "enrol", "--manager", "https://127.0.0.1:" + port, "--token", token, "--name", name());
  }

  private boolean updatesFromTheRelayNamed() {
    agent("heartbeat").expect(0);
    return agent("update").exit() == Agent.UPDATED;
  }

  private String name() {
    return folder.getFileName().toString();
  }

  private JsonObject computer() {
    return manager
        .admin()
        .get(Freshseal.RELAY + "/computers?text=" + name())
        .expect(200)
        .json()
        .getJsonArray("computers")
        .getJsonObject(0);
  }

  @Test
  void shippedAgent_joinsByTheTokenAloneReportsAndServes() {
    String token = token();
    enrol(PORT, token).expect(0);
    Eventually.until("a relay is named", SOON, this::updatesFromTheRelayNamed);
    agent("heartbeat").expect(0);

    JsonObject joined = computer();
    assertThat(joined.getJsonObject("followed").getJsonNumber("sequence").longValue())
        .isEqualTo(manager.catalogJson(Freshseal.SOURCE).getJsonNumber("sequence").longValue());
    assertThat(
            manager
                .admin()
                .get(Freshseal.RELAY + "/computers/" + joined.getString("id"))
                .expect(200)
                .json()
                .getJsonArray("held")
                .getJsonObject(0))
        .containsEntry("text", Json.createValue("STATUS_OK"))
        .containsEntry("id", Json.createValue("fleet-one"));

    try (Background service = Background.start(words("run"), Map.of(), folder)) {
      Eventually.until("it reports", SOON, () -> service.output().contains("The manager answers."));
      assertThat(service.stop()).as(service.output()).isEqualTo(143);
      assertThat(service.output()).contains("Started as computer").endsWith("Stopped.\n");
    }
    agent("heartbeat").expect(0);
    assertThat(manager.events(5000)).hasSize(1);
    assertThat(manager.events(5003)).hasSize(1);

    Command again = enrol(PORT, token);
    assertThat(again.exit()).as("enrolled already").isEqualTo(Agent.USAGE);
  }

  @Test
  void tokenOfAnotherCertificate_leavesNothingBehind() {
    String token = token();
    // The last part is the digest of the certificate; another one is that of another manager.
    String other = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(43);

    Command refused = enrol(PORT, other);

    assertThat(refused.exit()).isEqualTo(Agent.REFUSED);
    assertThat(refused.err()).contains("STATUS_MANAGER_UNTRUSTED");
    assertThat(folder.resolve("anchors.pem")).doesNotExist();
    enrol(PORT, token).expect(0);
  }
}
