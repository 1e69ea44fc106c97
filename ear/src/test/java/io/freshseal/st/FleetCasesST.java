package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The fleet that the shipped command starts, from a failure to its repair, by the API alone. */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class FleetCasesST {
  private static final String JSON = "application/json";
  private static final String PASSWORD = "a-password-for-the-show";
  private static final String OLD_RELAY = "head-office-relay-2";
  private static final String OLD_BUILD = "20.0.0-1336";
  private static final String AGENTS = "&text=agent-";
  private static final int HOW_MANY = 20;
  private static final Pattern READY = Pattern.compile("The fleet is ready: (http://\\S+)");
  private static final Duration START = Duration.ofMinutes(6);
  private static final Duration A_LIFE = Duration.ofMinutes(4);
  private static final Duration SOON = Duration.ofSeconds(60);

  private Path folder;
  private Background show;
  private Http admin;

  @BeforeEach
  void start() {
    folder = Distribution.folder("fleet");
    show =
        Background.start(
            List.of(
                Distribution.command("freshseal-fleet").toString(),
                "--port",
                Integer.toString(Ports.free()),
                "--validity",
                "PT2M"),
            Map.of("TMPDIR", folder.toString(), "FRESHSEAL_ADMIN_PASSWORD", PASSWORD),
            folder);
    Matcher ready =
        Eventually.untilGet(
            "the fleet is ready", START, () -> READY.matcher(show.output()), Matcher::find);
    admin = Http.anonymous(URI.create(ready.group(1))).as("admin", PASSWORD);
  }

  @AfterEach
  void end() throws Exception {
    List<ProcessHandle> everybody = show.children();
    try (Background ending = show) {
      assertThat(ending.stop()).isIn(0, 143);
    }
    assertThat(everybody).hasSizeGreaterThan(HOW_MANY).noneMatch(ProcessHandle::isAlive);
    try (var left = Files.list(folder)) {
      assertThat(left).as("nothing is kept").containsExactly(folder.resolve("output.txt"));
    }
  }

  private List<JsonObject> list(String path, String name) {
    return admin.get(path).expect(200).json().getJsonArray(name).getValuesAs(JsonObject.class);
  }

  private List<JsonObject> computers(String query) {
    return list("/api/v1/computers?limit=100" + query, "computers");
  }

  private JsonObject oldRelay() {
    return computers("&text=" + OLD_RELAY).get(0);
  }

  private List<JsonObject> openDiagnoses() {
    return list("/api/v1/diagnoses", "diagnoses").stream()
        .filter(diagnosis -> diagnosis.getString("cause").equals("OLD_BUILD"))
        .toList();
  }

  private List<String> blamedOnTheOldRelay() {
    JsonObject relay = oldRelay();
    Set<String> near =
        computers(AGENTS + "&group=" + relay.getString("group")).stream()
            .map(agent -> agent.getString("id"))
            .collect(Collectors.toSet());
    return openDiagnoses().stream()
        .filter(d -> d.getJsonObject("culprit").getString("id").equals(relay.getString("id")))
        .flatMap(d -> d.getJsonArray("agents").getValuesAs(JsonString::getString).stream())
        .filter(near::contains)
        .toList();
  }

  @Test
  void theOldRelay_isBlamedWhereItsAgentsFail_andAnUpgradeRepairsThem() {
    assertEverybodyIsThere();

    String agent =
        Eventually.untilGet(
                "an agent of the head office fails behind the old relay",
                A_LIFE,
                this::blamedOnTheOldRelay,
                found -> !found.isEmpty())
            .get(0);
    assertTheAgentTold(agent);

    JsonObject diagnosis =
        admin
            .post("/api/v1/diagnoses", JSON, "{\"computer\":\"" + agent + "\"}")
            .expect(201)
            .json();
    assertThat(diagnosis.getString("cause")).isEqualTo("OLD_BUILD");
    String repair =
        admin
            .post("/api/v1/diagnoses/" + diagnosis.getString("id") + "/repair")
            .expect(202)
            .header("Location");
    upgrade(oldRelay().getString("id"));

    JsonObject ended =
        Eventually.untilGet(
            "the repair has ended",
            A_LIFE,
            () -> admin.get(repair + "?wait=PT30S").expect(200).json(),
            now -> !now.getString("state").equals("RUNNING"));
    assertThat(ended.getString("state")).as(ended.toString()).isEqualTo("DONE");
    assertThat(oldRelay().getString("build")).isNotEqualTo(OLD_BUILD);
    Eventually.until("nothing is open by its build", SOON, () -> openDiagnoses().isEmpty());
  }

  private void assertEverybodyIsThere() {
    Eventually.until(
        "all agents are online",
        SOON,
        () ->
            computers(AGENTS).stream()
                    .filter(agent -> !agent.getString("state").equals("OFFLINE"))
                    .count()
                == HOW_MANY);
    assertThat(
            computers("&role=relay").stream()
                .collect(Collectors.toMap(c -> c.getString("name"), c -> c.getString("build"))))
        .containsOnlyKeys("head-office-relay-1", OLD_RELAY, "branch-relay-1", "branch-relay-2")
        .containsEntry(OLD_RELAY, OLD_BUILD);
    assertThat(computers("&role=relay")).allMatch(c -> c.containsKey("url"));
  }

  private void assertTheAgentTold(String agent) {
    String name = admin.get("/api/v1/computers/" + agent).expect(200).json().getString("name");
    assertThat(list("/api/v1/events?limit=100&number=9102&text=" + name, "events"))
        .anyMatch(
            event ->
                event.getInt("code") == -24
                    && event.getString("text").equals("IAURELAY_STATUS_DIGITAL_SIGNATURE_FAILURE"));
  }

  private void upgrade(String relay) {
    String order =
        admin
            .post(
                "/api/v1/security-updates",
                JSON,
                "{\"kind\":\"UPGRADE\",\"computers\":[\"" + relay + "\"]}")
            .expect(202)
            .header("Location");
    JsonObject ended = admin.get(order + "?wait=PT30S").expect(200).json();
    assertThat(ended.getJsonObject("computers").getInt("SUCCEEDED")).as(ended.toString()).isOne();
  }
}
