package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What will run out in the fleet, told weeks before by the API and by the console. */
class ForecastST {

  private static final String COMPONENT = "forecast-pattern";

  private static Server server;
  private static Http admin;
  private static String group;

  /** An agent that holds a file of twenty days, in a group without a relay. */
  @BeforeAll
  static void hold() {
    server = Shared.server();
    Freshseal freshseal = Freshseal.of(server);
    admin = freshseal.admin();
    freshseal.publish(COMPONENT, "1.0", Bytes.of(1_000, 77));
    freshseal.runRelay();
    group = group("forecast-site");
    FleetMember member = FleetMember.joined(server, "forecast-01");
    assign(member, group);
    String held =
        "{\"held\":[{\"id\":\""
            + COMPONENT
            + "\",\"version\":\"0.9\",\"serial\":1,\"signature\":\""
            + "ab".repeat(32)
            + "\",\"expires\":\""
            + end()
            + "\",\"first\":\"SIGNER\",\"status\":\"STATUS_OK\"}]}";
    JsonObject list = Json.createReader(new StringReader(held)).readObject();
    member
        .heartbeat(
            member
                .plain()
                .add("holdings", FleetMember.digest(held))
                .add("held", list.getJsonArray("held")))
        .expect(200);
  }

  private static String group(String name) {
    return admin
        .post("/api/v1/relay-groups", "application/json", "{\"name\":\"" + name + "\"}")
        .expect(201)
        .json()
        .getString("id");
  }

  private static void assign(FleetMember member, String group) {
    admin
        .put(
            "/api/v1/computers/" + member.id() + "/relay-group",
            "application/json",
            ("{\"group\":\"" + group + "\"}").getBytes(StandardCharsets.UTF_8))
        .expect(200);
  }

  private static Instant end() {
    return Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(20));
  }

  private static JsonObject fleet(String query) {
    return admin.get("/api/v1/forecast?" + query).expect(200).json().getJsonObject("fleet");
  }

  private static JsonObject ofGroup(String more) {
    return fleet("group=" + group + more);
  }

  @Test
  void theManager_knowsByItselfWhatTheSourceOffers() {
    Eventually.until(
        "the source is seen",
        Duration.ofSeconds(30),
        () -> fleet("").getJsonObject("source").getBoolean("current"));

    JsonObject source = fleet("").getJsonObject("source");
    assertThat(source.getBoolean("renews")).isTrue();
    assertThat(source.getString("name")).isEqualTo("freshseal");
    assertThat(source.getInt("components")).isPositive();
  }

  @Test
  void computersWithNobodyToAsk_refuseFromTheDayOnThatWhatTheyHoldRunsOut() {
    JsonObject before = ofGroup("&at=" + end()).getJsonObject("judged");
    JsonObject after = ofGroup("&at=" + end().plusSeconds(1)).getJsonObject("judged");

    assertThat(before.getInt("agents")).isEqualTo(1);
    assertThat(before.getInt("refusing")).isZero();
    assertThat(after.getInt("refusing")).isEqualTo(1);
    List<JsonObject> paths =
        ofGroup("&failing=true").getJsonArray("paths").getValuesAs(JsonObject.class);
    assertThat(paths)
        .singleElement()
        .satisfies(
            path -> {
              assertThat(path.getString("component")).isEqualTo(COMPONENT);
              assertThat(path.getString("takesFrom")).isEqualTo("NOBODY");
              assertThat(path.getString("because")).isEqualTo("NO_SUPPLIER");
              assertThat(path.getInt("computers")).isEqualTo(1);
            });
    assertThat(ofGroup("&within=P1D").getJsonArray("paths")).isEmpty();
  }

  @Test
  void whatIsBehindTheSource_isToldWithSinceWhen() {
    JsonObject late =
        Eventually.untilGet(
            "the source is seen with what was published last",
            Duration.ofSeconds(30),
            () -> ofGroup("").getJsonObject("outOfDate"),
            seen -> seen.getBoolean("known") && seen.getInt("behind") == 1);

    JsonObject first = late.getJsonArray("computers").getJsonObject(0);
    assertThat(first.getInt("components")).isPositive();

    int sequence = fleet("").getJsonObject("source").getInt("sequence");
    Freshseal.of(server).publish(COMPONENT, "1.1", Bytes.of(1_000, 78));
    Eventually.until(
        "what was published after that is seen",
        Duration.ofSeconds(30),
        () -> fleet("").getJsonObject("source").getInt("sequence") > sequence);
    assertThat(ofGroup("").getJsonObject("outOfDate").getInt("behind")).isEqualTo(1);
  }

  @Test
  void whatIsForecast_isATableToo() {
    String[] lines =
        admin
            .get("/api/v1/forecast?failing=true&group=" + group, "Accept", "text/csv")
            .expect(200)
            .text()
            .split("\r\n");

    assertThat(lines[0]).startsWith("\"group\",\"takesFrom\",\"relay\"");
    assertThat(lines).hasSize(2);
    assertThat(lines[1])
        .startsWith("\"forecast-site\",\"NOBODY\",\"\",\"\",\"" + COMPONENT + "\",\"0.9\",\"1\"")
        .endsWith(",\"NO_SUPPLIER\",\"\",\"1\"");
  }

  private static List<JsonObject> alerts(String state) {
    return admin
        .get("/api/v1/alerts?limit=500&state=" + state)
        .expect(200)
        .json()
        .getJsonArray("alerts")
        .getValuesAs(JsonObject.class);
  }

  private static List<JsonObject> ofTheGroup(String empty, String state) {
    return alerts(state).stream()
        .filter(alert -> alert.getString("kind").equals("EMPTY_GROUP"))
        .filter(alert -> alert.getJsonObject("target").getString("id", "").equals(empty))
        .toList();
  }

  private static boolean told(int number, String about) {
    return admin
            .get("/api/v1/events?origin=MANAGER&number=" + number + "&text=" + about)
            .expect(200)
            .json()
            .getJsonArray("events")
            .size()
        == 1;
  }

  @Test
  void anAssignedGroupWithoutARelay_isOneCriticalAlert_acknowledgedWithAReason_andEndsByItself() {
    String empty = group("alert-site");
    FleetMember member = FleetMember.joined(server, "alert-01");
    assign(member, empty);
    Eventually.until(
        "the alert has begun", Duration.ofSeconds(40), () -> ofTheGroup(empty, "OPEN").size() == 1);
    JsonObject alert = ofTheGroup(empty, "OPEN").get(0);
    String path = "/api/v1/alerts/" + alert.getString("id");

    assertThat(alert.getString("level")).isEqualTo("CRITICAL");
    assertThat(alert.getInt("computers")).isEqualTo(1);
    assertThat(alert.getString("detail")).contains("alert-site");
    String without = "{\"reason\":\" \"}";
    assertThat(admin.post(path + "/acknowledgement", "application/json", without).status())
        .isEqualTo(400);
    assertThat(admin.get(path).expect(200).json().getString("state")).isEqualTo("OPEN");

    acknowledged(empty, path);

    admin.delete("/api/v1/computers/" + member.id()).expect(204);
    Eventually.until(
        "the alert has ended",
        Duration.ofSeconds(40),
        () -> ofTheGroup(empty, "ENDED").size() == 1);
    assertThat(ofTheGroup(empty, "ACKNOWLEDGED")).isEmpty();
    Eventually.until("its end is told", Duration.ofSeconds(15), () -> told(192, "alert-site"));
  }

  private static void acknowledged(String empty, String path) {
    admin
        .post(path + "/acknowledgement", "application/json", "{\"reason\":\"being built\"}")
        .expect(200);

    JsonObject seen = admin.get(path).expect(200).json();
    assertThat(seen.getString("state")).isEqualTo("ACKNOWLEDGED");
    assertThat(seen.getJsonObject("acknowledgement").getString("by"))
        .isEqualTo("token:system tests");
    assertThat(ofTheGroup(empty, "OPEN")).isEmpty();
    assertThat(
            admin
                .get("/api/v1/alerts?state=ACKNOWLEDGED", "Accept", "text/csv")
                .expect(200)
                .text()
                .split("\r\n"))
        .filteredOn(line -> line.contains(empty))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"EMPTY_GROUP\"", "\"being built\""));
    Eventually.until("its begin is told", Duration.ofSeconds(15), () -> told(190, "alert-site"));
    try (Browser browser = Browser.open(server, "en")) {
      browser.visit("alerts.xhtml?lang=en&state=ACKNOWLEDGED");
      assertThat(browser.text("#alerts tbody")).contains("alert-site", "being built");
      assertThat(browser.barriers()).isEmpty();
      browser.picture("alerts");
      assertThat(browser.fetched("/console/alerts.csv?state=ACKNOWLEDGED"))
          .contains("alert-site", "being built");
      String reason = "reason-" + path.substring(path.lastIndexOf('/') + 1);
      browser.clickFirst("#alerts details:has(#" + reason + ") summary");
      browser.type(reason, "still being built");
      browser.clickFirst("#alerts details:has(#" + reason + ") input[type=submit]");
      browser.until("#alerts tbody", "still being built");
      assertThat(browser.url()).contains("state=ACKNOWLEDGED");
      browser.clickFirst("#alerts a[href*='diagnosis.xhtml?group=" + empty + "']");
      browser.until("h1", "Empty relay group");
      assertThat(browser.text("#steps")).contains("Give the group a relay");
      browser.click("repair-all");
      browser.until("#live", "Waits for you");
      browser.clickFirst("#steps input[id$='confirm']");
      browser.until("#steps > li:first-child", "Done");
      browser.click("repair-cancel");
      browser.until("#repair-state", "Cancelled");
      browser.picture("diagnosis-by-hand-en");
    }
  }

  @Test
  void aQuestionOfAnotherForm_isRefusedWithASentence() {
    for (String query : List.of("at=tomorrow", "assume=HOPE", "failing=maybe", "within=-P1D")) {
      Answer answer = admin.get("/api/v1/forecast?" + query);
      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.json().getString("code")).isEqualTo("STATUS_BAD_REQUEST");
    }
  }

  @Test
  void theConsole_showsTheChosenDayInBothLanguagesWithoutBarriers() {
    String day = end().plus(Duration.ofDays(1)).toString().substring(0, 10);
    try (Browser browser = Browser.open(server, "en")) {
      browser.visit("forecast.xhtml?lang=en&group=" + group + "&day=" + day);
      assertThat(browser.text("#refusing")).isEqualTo("1");
      assertThat(browser.text("#paths tbody")).contains(COMPONENT, "No relay can be reached");
      assertThat(browser.barriers()).isEmpty();
      browser.picture("forecast");
      assertThat(browser.attribute("export", "formaction")).isEqualTo("forecast.csv");
      assertThat(browser.fetched("/console/forecast.csv?group=" + group + "&day=" + day))
          .contains("forecast-site", COMPONENT);
      browser.visit("forecast.xhtml?lang=ja&show=all");
      assertThat(browser.text("h1")).isEqualTo("予測");
      assertThat(browser.barriers()).isEmpty();
      assertThat(browser.complaints()).isEmpty();
      browser.picture("forecast-ja");
    }
  }
}
