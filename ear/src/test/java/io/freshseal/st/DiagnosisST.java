package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Failures are explained by their cause and repaired, by the API alone. */
class DiagnosisST {

  private static final String JSON = "application/json";

  private final Server server = Shared.server();
  private final Http admin = Freshseal.of(server).admin();

  private JsonObject diagnosed(String subject, String id) {
    return admin
        .post("/api/v1/diagnoses", JSON, "{\"" + subject + "\":\"" + id + "\"}")
        .expect(201)
        .json();
  }

  private JsonObject step(String repair, int number) {
    return admin.get(repair).expect(200).json().getJsonArray("steps").getJsonObject(number - 1);
  }

  private void untilState(String repair, int number, String state) {
    Eventually.until(
        "step " + number + " is " + state,
        Duration.ofSeconds(20),
        () -> step(repair, number).getString("state").equals(state));
  }

  private int events(int number, String text) {
    return admin
        .get("/api/v1/events?number=" + number + "&text=" + text)
        .expect(200)
        .json()
        .getInt("total");
  }

  private static List<String> kinds(JsonObject diagnosis) {
    return diagnosis.getJsonArray("steps").getValuesAs(JsonObject.class).stream()
        .map(step -> step.getString("kind"))
        .toList();
  }

  @Test
  void anOldRelay_isBlamedForItsAgent_andRepairedInTheRightOrder() {
    try (SickFleet fleet = new SickFleet(server, "sick-old-build")) {
      fleet.untilBlamed();
      JsonObject diagnosis = diagnosed("computer", fleet.agent.id());
      assertThat(diagnosis.getString("cause")).isEqualTo("OLD_BUILD");
      assertThat(diagnosis.getJsonObject("culprit").getString("id")).isEqualTo(fleet.relay.id());
      assertThat(diagnosis.getJsonArray("agents").getValuesAs(JsonString::getString))
          .containsExactly(fleet.agent.id());
      assertThat(diagnosis.getJsonArray("evidence").toString())
          .contains("diagnosis.FACT_BUILD_OLD", "20.0.0-1336", "diagnosis.FACT_OFFERED");
      assertThat(kinds(diagnosis))
          .containsExactly("UPGRADE_RELAY", "UPDATE_RELAY", "AWAIT_SUCCESS", "UPDATE_AGENTS");
      String event =
          admin
              .get("/api/v1/events?number=9102&text=" + fleet.agent.name())
              .json()
              .getJsonArray("events")
              .getJsonObject(0)
              .getString("id");
      assertThat(diagnosed("event", event).getString("cause")).isEqualTo("OLD_BUILD");
      assertThat(diagnosed("group", fleet.group).getString("cause")).isEqualTo("OLD_BUILD");

      repaired(fleet, diagnosis.getString("id"));
    }
  }

  private void repaired(SickFleet fleet, String diagnosis) {
    String address = "/api/v1/diagnoses/" + diagnosis;
    String repair = admin.post(address + "/repair").expect(202).header("Location");
    assertThat(step(repair, 1).getString("state")).isEqualTo("RUNNING");
    assertThat(admin.post(address + "/repair").status()).as("one at a time").isEqualTo(409);
    assertThat(fleet.agentFails()).as("nobody is sent into the same failure").isEmpty();

    assertThat(fleet.relayBeats(false).toString()).contains("UPGRADE");
    assertThat(step(repair, 2).getString("state")).as("its build counts").isEqualTo("WAITING");
    fleet.relayBeats(false);
    untilState(repair, 1, "DONE");
    untilState(repair, 2, "RUNNING");
    assertThat(fleet.agentFails()).isEmpty();
    assertThat(fleet.relayBeats(false)).hasSize(1);
    untilState(repair, 3, "RUNNING");
    assertThat(fleet.agentFails()).as("what it holds has run out all the same").isEmpty();
    fleet.relayBeats(true);
    untilState(repair, 4, "RUNNING");
    assertThat(fleet.agentObeys()).hasSize(1);
    JsonObject ended = admin.get(repair + "?wait=PT30S").expect(200).json();

    assertThat(ended.getString("state")).as(ended.toString()).isEqualTo("DONE");
    JsonObject after =
        admin.get("/api/v1/diagnoses/" + ended.getString("after")).expect(200).json();
    assertThat(after.getString("cause")).isEqualTo("HEALTHY");
    String id = ended.getString("id");
    assertThat(events(7461, id)).isEqualTo(1);
    assertThat(events(7462, id)).isEqualTo(4);
    assertThat(events(7464, id)).isEqualTo(1);
    assertThat(admin.get("/api/v1/diagnoses").text()).doesNotContain(fleet.relay.id());
    assertThat(fleet.agentObeys()).as("each step is carried out once").isEmpty();
  }

  @Test
  void twoWhoRepairTheSameCauseAtTheSameMoment_beginOneRepair_andTheSecondIsToldOfIt() {
    try (SickFleet fleet = new SickFleet(server, "sick-twice")) {
      fleet.untilBlamed();
      List<String> diagnoses =
          List.of(
              diagnosed("computer", fleet.agent.id()).getString("id"),
              diagnosed("group", fleet.group).getString("id"));

      List<Answer> answers =
          diagnoses.parallelStream()
              .map(id -> admin.post("/api/v1/diagnoses/" + id + "/repair"))
              .toList();

      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
      Answer begun = answers.stream().filter(a -> a.status() == 202).findFirst().orElseThrow();
      Answer refused = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
      String repair = begun.header("Location");
      assertThat(refused.text())
          .contains(begun.json().getString("createdBy"), begun.json().getString("id"));
      assertThat(fleet.relayBeats(false)).as("it is ordered once").hasSize(1);
      admin.delete(repair).expect(200);
      String again = "/api/v1/diagnoses/" + diagnoses.get(1) + "/repair";
      admin.delete(admin.post(again).expect(202).header("Location")).expect(200);
    }
  }

  @Test
  void aCancelledRepair_beginsNothingMore() {
    try (SickFleet fleet = new SickFleet(server, "sick-cancelled")) {
      fleet.untilBlamed();
      String diagnosis = diagnosed("computer", fleet.agent.id()).getString("id");
      String repair =
          admin.post("/api/v1/diagnoses/" + diagnosis + "/repair").expect(202).header("Location");

      admin.post(repair + "/steps/2").expect(409);
      JsonObject cancelled = admin.delete(repair).expect(200).json();

      assertThat(cancelled.getString("state")).isEqualTo("CANCELLED");
      assertThat(fleet.relayBeats(false)).as("what has begun goes on").hasSize(1);
      assertThat(fleet.relayBeats(false)).as("nothing follows").isEmpty();
      assertThat(step(repair, 2).getString("state")).isEqualTo("SKIPPED");
      assertThat(events(7466, cancelled.getString("id"))).isEqualTo(1);
      assertThat(admin.post("/api/v1/diagnoses/" + diagnosis + "/steps/9").status()).isEqualTo(404);
    }
  }

  @Test
  void aStepAlone_isTaken_andNothingFollowsByItself() {
    try (SickFleet fleet = new SickFleet(server, "sick-steps")) {
      fleet.untilBlamed();
      String diagnosis =
          "/api/v1/diagnoses/" + diagnosed("computer", fleet.agent.id()).getString("id");
      String first = admin.post(diagnosis + "/steps/1").expect(202).header("Location");
      assertThat(admin.post(diagnosis + "/steps/2").status()).as("one at a time").isEqualTo(409);

      assertThat(fleet.relayBeats(false)).hasSize(1);
      fleet.relayBeats(false);
      JsonObject upgraded = admin.get(first + "?wait=PT30S").expect(200).json();

      assertThat(upgraded.getString("state")).as(upgraded.toString()).isEqualTo("DONE");
      assertThat(upgraded.containsKey("after")).as("too early to judge").isFalse();
      assertThat(fleet.relayBeats(false)).as("nothing follows").isEmpty();
      String second = admin.post(diagnosis + "/steps/2").expect(202).header("Location");
      assertThat(fleet.relayBeats(true)).hasSize(1);
      JsonObject ended = admin.get(second + "?wait=PT30S").expect(200).json();
      assertThat(ended.getString("state")).as(ended.toString()).isEqualTo("DONE");
      assertThat(ended.getJsonArray("steps")).hasSize(1);
      assertThat(fleet.agentFails()).isEmpty();
    }
  }

  @Test
  void thePage_showsTheCause_andRepairsByItsButtons_inBothLanguages() {
    try (SickFleet fleet = new SickFleet(server, "sick-console");
        Browser browser = Browser.open(server, "en")) {
      fleet.untilBlamed();
      browser.visit("diagnosis.xhtml?lang=ja");
      browser.until("#open", "古いリレービルド");
      assertThat(browser.barriers()).isEmpty();
      String page = "diagnosis.xhtml?computer=" + fleet.agent.id();
      browser.theme("dark").visit(page + "&lang=ja").until("h1", "古いリレービルド");
      assertThat(browser.text("#way")).contains("原因箇所", fleet.relay.name(), fleet.agent.name());
      assertThat(browser.barriers()).isEmpty();
      browser.picture("diagnosis-sick-ja-dark");

      browser.theme("light").visit("alerts.xhtml?lang=en");
      browser.click("nav-computers");
      browser.until("h1", "Computers");
      browser.type("text", fleet.agent.name());
      browser.click("filter");
      browser.until("#computers", fleet.agent.name());
      browser.clickFirst("#computers a[href*='diagnosis.xhtml?computer=" + fleet.agent.id() + "']");
      browser.until("h1", "Old relay build");
      browser.click("repair-all");
      browser.until("#repair-state", "Running");
      browser.picture("diagnosis-repair-en-light");
      fleet.repairs();

      browser.until("#repair-state", "Done");

      assertThat(browser.text("#steps")).doesNotContain("Running", "Waiting");
      browser.picture("diagnosis-repaired-en-light");
      browser.click("after");
      browser.until("h1", "Nothing is wrong");
    }
  }

  @Test
  void whoReadsJapanese_findsTheCause_itsEvidence_andTheEndOfTheRepair_inJapanese() {
    try (SickFleet fleet = new SickFleet(server, "sick-japanese");
        ConsoleHand hand = new ConsoleHand(URI.create(server.url("/")), "ja")) {
      fleet.untilBlamed();
      Explained found = hand.explain(fleet.agent.id(), fleet.agent.name());
      assertThat(found.cause()).isEqualTo("OLD_BUILD");
      assertThat(found.culprit()).isEqualTo(fleet.relay.name());
      assertThat(found.facts()).contains("diagnosis.FACT_BUILD_OLD", "diagnosis.FACT_OFFERED");
      assertThat(found.sentence()).contains(fleet.relay.name()).matches(".*\\p{IsHiragana}.*");
      CompletableFuture<Void> members = CompletableFuture.runAsync(fleet::repairs);

      assertThat(hand.repair(found, () -> {})).isEqualTo("DONE");

      members.orTimeout(30, TimeUnit.SECONDS).join();
      assertThat(hand.explain(fleet.agent.id(), fleet.agent.name()).cause()).isEqualTo("HEALTHY");
    }
  }

  @Test
  void aComputerThatTakesFromTheSourceItself_isNotAffected_andNothingIsToRepair() {
    FleetMember member = FleetMember.joined(server, "hosted-01");
    JsonObject run =
        Json.createObjectBuilder()
            .add("at", Instant.now().toString())
            .add("code", 0)
            .add("text", "STATUS_OK")
            .add("sentence", "\u0002member.ORDER_DONE\u0003")
            .add("from", server.url("/source/v1"))
            .build();
    member.heartbeat(member.plain().add("lastRun", run)).expect(200);

    JsonObject diagnosis = diagnosed("computer", member.id());

    assertThat(diagnosis.getString("cause")).isEqualTo("NOT_AFFECTED");
    assertThat(diagnosis.getString("detail")).contains("Not affected");
    String address = "/api/v1/diagnoses/" + diagnosis.getString("id") + "/repair";
    assertThat(admin.post(address).status()).isEqualTo(409);
    admin.delete("/api/v1/computers/" + member.id()).expect(204);
  }

  @Test
  void whatCannotBeDiagnosed_isRefused_andNothingIsKept() {
    String nobody = "{\"computer\":\"" + UUID.randomUUID() + "\"}";
    assertThat(admin.post("/api/v1/diagnoses", JSON, nobody).status()).isEqualTo(404);
    assertThat(admin.post("/api/v1/diagnoses", JSON, "{}").status()).isEqualTo(400);
    assertThat(admin.post("/api/v1/diagnoses", JSON, "{\"event\":\"x\"}").status()).isEqualTo(400);
    assertThat(admin.post("/api/v1/diagnoses", JSON, "{\"group\":\"no\"}").status()).isEqualTo(404);
    assertThat(server.anonymous().get("/api/v1/diagnoses").status()).isEqualTo(401);
    String unknown = UUID.randomUUID().toString();
    assertThat(admin.get("/api/v1/diagnoses/" + unknown).status()).isEqualTo(404);
    assertThat(admin.get("/api/v1/repairs/" + unknown).status()).isEqualTo(404);
    assertThat(admin.post("/api/v1/diagnoses/" + unknown + "/repair").status()).isEqualTo(404);
  }
}
