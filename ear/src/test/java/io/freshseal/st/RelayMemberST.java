package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A relay that is a server of its own joins a fleet, follows its group and carries out orders. */
class RelayMemberST {
  private static final String JSON = "application/json";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String NAME = "member-relay";
  private static final String COMPONENT = "member-pattern";

  private static Fleet fleet;
  private static Server manager;
  private static Freshseal source;
  private static Http admin;
  private static HostileSource network;
  private static Server server;
  private static Freshseal relay;
  private static String group;
  private static String id;
  private static String secret;

  @BeforeAll
  static void join() {
    fleet = Fleet.shared();
    manager = fleet.server();
    source = fleet.freshseal();
    admin = fleet.admin();
    network = HostileSource.inFrontOf(manager);
    source.publish(COMPONENT, "1.0", Bytes.of(40_000, 21));
    source.set("manager.heartbeat", "PT1S");
    group = fleet.group("member-group", "");
    secret = token();
    server =
        Server.with(
                "roles",
                "relay",
                "manager.url",
                manager.url(""),
                "manager.name",
                NAME,
                "relay.interval",
                "PT1H")
            .withEnvironment("FRESHSEAL_MANAGER_ENROLMENT_TOKEN", secret)
            .start();
    relay = Freshseal.of(server);
    id = known(NAME).getString("id");
  }

  @AfterAll
  static void leave() {
    server.close();
    network.close();
    source.set("manager.heartbeat", "PT10M");
    for (JsonObject computer : computers("")) {
      admin.delete("/api/v1/computers/" + computer.getString("id")).expect(204);
    }
  }

  private static String token() {
    return admin
        .post(
            "/api/v1/enrolment-tokens",
            JSON,
            "{\"name\":\"member\",\"uses\":1,\"validity\":\"PT1H\",\"relays\":\"allowed\",\"group\":\""
                + group
                + "\"}")
        .expect(201)
        .json()
        .getString("token");
  }

  private static List<JsonObject> computers(String query) {
    return admin
        .get("/api/v1/computers?group=" + group + query)
        .expect(200)
        .json()
        .getJsonArray("computers")
        .getValuesAs(JsonObject.class);
  }

  private static JsonObject known(String name) {
    return Eventually.untilGet(
            name + " is a computer of the fleet",
            SOON,
            () -> computers("&text=" + name),
            found -> found.size() == 1)
        .get(0);
  }

  private static JsonObject computer() {
    return fleet.computer(id);
  }

  private static Path newAgent(String name) {
    Path folder = fleet.enrolled(token(), name);
    Fleet.agent("heartbeat", folder).expect(0);
    return folder;
  }

  private static void awaitStep(String update, String name, String state) {
    Eventually.until(
        name + " is " + state,
        SOON,
        () -> fleet.step(update, name).getString("state").equals(state));
  }

  private static List<String> keys(Http log, int number) {
    return log
        .get("/api/v1/events?limit=100&number=" + number)
        .expect(200)
        .json()
        .getJsonArray("events")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(event -> event.getString("id"))
        .toList();
  }

  @Test
  void relayThatJoined_followsItsGroup_andAnOrderReachesItFirst_evenOverAKill() throws IOException {
    Eventually.until(
        "it has replicated from the primary source, by the anchors of its token",
        SOON,
        () -> computer().containsKey("lastRun"));
    assertThat(computer().getJsonObject("lastRun").getString("from"))
        .isEqualTo(manager.url("/source/v1"));
    assertThat(relay.held(Freshseal.RELAY, COMPONENT).getString("version")).isEqualTo("1.0");
    Path folder = newAgent("member-01");
    Fleet.agent("update", folder).expect(Agent.UPDATED);

    relay.set("relay.source", network.url("/source/v1"));
    source.renew(COMPONENT);
    network.spoil("/catalog$", HostileSource.Mood.STALLING);
    String update = fleet.order("{\"kind\":\"UPDATE\",\"group\":\"" + group + "\"}");
    awaitStep(update, NAME, "IN_PROGRESS");
    assertThat(fleet.step(update, "member-01").getString("state")).isEqualTo("WAITING");

    server.kill9();
    network.behave();
    server.start();
    relay = Freshseal.of(server);

    awaitStep(update, NAME, "SUCCEEDED");
    awaitStep(update, "member-01", "PENDING");
    Fleet.agent("heartbeat", folder).expect(0);
    assertThat(admin.get(update + "?wait=PT30S").json().getString("state")).isEqualTo("ENDED");
    assertThat(fleet.step(update, "member-01").getString("state")).isEqualTo("SUCCEEDED");
    assertThat(relay.serial(Freshseal.RELAY, COMPONENT))
        .isEqualTo(source.serial(Freshseal.SOURCE, COMPONENT));
    assertThat(computer().getJsonObject("lastRun").getString("from"))
        .as("a source by hand can be seen from afar")
        .isEqualTo(network.url("/source/v1"));

    List<String> own = keys(relay.admin(), 2204);
    assertThat(own).as("in its own log").isNotEmpty();
    Eventually.until(
        "its events are in the manager's log too", SOON, () -> keys(admin, 2204).containsAll(own));
    assertThat(keys(admin, 2204)).doesNotHaveDuplicates();
    assertThat(admin.get("/api/v1/events?number=2204&text=" + NAME).json().getInt("total"))
        .isEqualTo(own.size());
    assertNoSecretIsTold();
    relay.admin().delete("/api/v1/settings/relay.source").expect(200);
  }

  private static String orderOfRelay(String members) {
    String location = fleet.order("{\"computers\":[\"" + id + "\"]," + members + "}");
    JsonObject ended = admin.get(location + "?wait=PT30S").expect(200).json();
    assertThat(ended.getJsonObject("computers").getInt("SUCCEEDED")).as(ended.toString()).isOne();
    return location;
  }

  // By the buttons of the computer's page, which leads to the order.
  private static void press(String button) {
    try (Browser browser = Browser.open(manager, "en")) {
      browser.visit("computer.xhtml?id=" + id).click(button);
      if (button.equals("relay-disable")) {
        browser.confirm();
      }
      browser.until("#standing", "Done");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static List<String> relaysTold(FleetMember agent) {
    return agent.heartbeat(agent.plain()).expect(200).json().getJsonArray("relays").stream()
        .map(Object::toString)
        .toList();
  }

  private static FleetMember neighbour() {
    String joined = "fse_" + token().split("\\.")[1];
    JsonObject answer = FleetMember.join(manager, joined, "member-02", "agent").expect(201).json();
    return new FleetMember(
        manager.anonymous(), answer.getString("id"), "member-02", answer.getString("key"));
  }

  // How often the log has each of the events of switching off and on, whoever was switched.
  private static Map<Integer, Integer> told() {
    return Stream.of(248, 249, 2900, 2901, 9103)
        .collect(
            Collectors.toMap(
                number -> number,
                number -> keys(admin, number).size(),
                Integer::sum,
                TreeMap::new));
  }

  @Test
  void relayThatIsSwitchedOff_servesNobodyAndIsInNoList_untilItIsSwitchedOnAgain() {
    FleetMember agent = neighbour();
    Eventually.until("the relay is told of", SOON, () -> relaysTold(agent).size() == 1);
    assertThat(
            admin.post("/api/v1/security-updates", JSON, "{\"kind\":\"DISABLE_RELAY\"}").status())
        .as("not for a whole fleet at once")
        .isEqualTo(400);
    Map<Integer, Integer> before = told();

    press("relay-disable");

    assertThat(relaysTold(agent)).isEmpty();
    assertThat(server.anonymous().get("/api/v1/catalog").status()).isEqualTo(404);
    assertThat(server.anonymous().get("/api/v1/components").status()).isEqualTo(404);

    press("relay-enable");

    Eventually.until("the relay is told of again", SOON, () -> relaysTold(agent).size() == 1);
    assertThat(server.anonymous().get("/api/v1/catalog").status()).isEqualTo(200);
    before.replaceAll((number, times) -> times + 1);
    Eventually.until("each event is in the manager's log, once", SOON, () -> told().equals(before));
    admin.delete("/api/v1/computers/" + agent.id()).expect(204);
  }

  @Test
  void relayOfAnOldBuild_takesARenewedSignatureFileOnceItIsUpgraded() {
    Eventually.until("it is not behind", SOON, () -> computer().containsKey("lastRun"));
    orderOfRelay("\"kind\":\"UPGRADE\",\"build\":\"20.0.0-1336\"");
    long before = relay.serial(Freshseal.RELAY, COMPONENT);
    source.renew(COMPONENT);
    orderOfRelay("\"kind\":\"UPDATE\"");
    assertThat(relay.serial(Freshseal.RELAY, COMPONENT)).as("an old build").isEqualTo(before);

    orderOfRelay("\"kind\":\"UPGRADE\"");
    orderOfRelay("\"kind\":\"UPDATE\"");

    assertThat(relay.serial(Freshseal.RELAY, COMPONENT))
        .isEqualTo(source.serial(Freshseal.SOURCE, COMPONENT));
  }

  private static void assertNoSecretIsTold() throws IOException {
    String key = Files.readString(server.data().resolve("member/membership.json"));
    assertThat(key).contains("fsk_");
    String log = Files.readString(server.data().resolve("log/server-0.log"));
    assertThat(log).doesNotContain("fsk_").doesNotContain(secret.split("\\.")[1]);
    assertThat(relay.admin().get("/api/v1/settings").text()).doesNotContain(secret.split("\\.")[1]);
  }
}
