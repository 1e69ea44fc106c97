package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The repair of a network without a way out, on what is shipped: from the -24 of agents behind an
 * isolated relay to all of them fresh, when the connected relay was of an old build and when it was
 * only left idle.
 */
class AirGapST {

  private static final Duration RUNS_OUT = Duration.ofSeconds(60);
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String OLD = "20.0.0-1336";
  private static final String NEW = "20.0.0-1337";
  private static final int UPDATE_FAILURE = 9102;

  private static AirGap gap;

  @BeforeAll
  static void start() {
    gap = new AirGap();
  }

  @AfterAll
  static void stop() {
    gap.close();
  }

  /** What was carried runs out; answers the event by which the isolated relay tells it. */
  private static JsonObject untilExpired(String component) {
    return Eventually.untilGet(
            "the isolated relay's own check reports the expired certificate",
            RUNS_OUT,
            () ->
                gap.isolated.events(UPDATE_FAILURE).stream()
                    .filter(e -> e.getJsonArray("figures").toString().contains(component))
                    .toList(),
            found -> !found.isEmpty())
        .get(0);
  }

  private static void carryWhatRunsOut(String component) {
    gap.connected.set("relay.build", NEW);
    gap.signForSeconds();
    gap.connected.publish(component, "1.0", Bytes.of(20_000, component.hashCode()));
    assertThat(gap.renewAndRun().getString("state")).isEqualTo("COMPLETED");
    assertThat(gap.take(gap.carry(gap.make())).getString("state")).isEqualTo("COMPLETED");
  }

  static Stream<Arguments> builds() {
    return Stream.of(Arguments.of(OLD, "UPGRADE_RELAY"), Arguments.of(NEW, "RENEW_SIGNATURES"));
  }

  // The journey is made by the consoles each time.
  @ParameterizedTest(name = "connected relay of build {0}")
  @EnabledIf("io.freshseal.st.Distribution#isLong")
  @MethodSource("builds")
  void fromTheFailuresOfAgents_toAllFresh_byApi(String build, String advice) throws IOException {
    String mine = "air-gap-" + build;
    carryWhatRunsOut(mine);
    List<Agent> agents =
        List.of(
            Agent.of(gap.isolatedServer, gap.anchors), Agent.of(gap.isolatedServer, gap.anchors));
    agents.forEach(agent -> agent.update().expect(Agent.UPDATED));

    gap.connected.set("relay.build", build);
    if (build.equals(OLD)) {
      gap.renewAndRun();
    }
    assertThat(untilExpired(mine).getInt("code")).isEqualTo(-24);
    for (Agent agent : agents) {
      assertThat(agent.update().expect(Agent.REFUSED).err()).contains("-24");
    }

    // What the connected relay holds is no repair, and that is said before anybody leaves.
    JsonObject preview = gap.preview();
    assertThat(preview.getInt("code")).isNotZero();
    assertThat(preview.getString("advice")).isEqualTo(advice);
    gap.connected.admin().post("/api/v1/bundles").expect(409);

    gap.signForMonths();
    gap.connected.set("relay.build", NEW);
    assertThat(gap.renewAndRun().getString("state")).isEqualTo("COMPLETED");
    JsonObject made = gap.make();
    assertThat(Instant.parse(made.getString("usableUntil")))
        .isAfter(Instant.now().plus(Duration.ofDays(20)));
    Path medium = gap.carry(made);
    assertThat(Digests.sha256(Files.readAllBytes(medium))).isEqualTo(made.getString("sha256"));

    gap.isolated.admin().post("/api/v1/cache/clear?scope=UNUSABLE").expect(200);
    assertThat(gap.take(medium).getString("state")).isEqualTo("COMPLETED");
    for (Agent agent : agents) {
      agent.run("clear-cache").expect(0);
      assertThat(agent.folder().resolve("current/" + mine))
          .as("it goes on with what it has applied")
          .isRegularFile();
      agent.update().expect(Agent.UPDATED);
    }
    assertThat(gap.isolated.expires(Freshseal.RELAY, mine))
        .isAfter(Instant.now().plus(Duration.ofDays(80)));
  }

  @Test
  void fromTheFailureOfAnAgent_toFresh_byTheConsolesAlone() throws IOException {
    String mine = "air-gap-console";
    carryWhatRunsOut(mine);
    Path folder = Distribution.folder("gap-agent");
    enrol(folder);
    try (Background service =
            Background.start(agent("run", folder, "--no-push"), Map.of(), folder);
        Browser there = Browser.open(gap.connectedServer, "en");
        Browser here = Browser.open(gap.isolatedServer, "ja")) {
      gap.connected.set("relay.build", OLD);
      gap.renewAndRun();
      untilExpired(mine);
      Eventually.until(
          "the manager hears of the failure: " + service.output(), SOON, () -> failed() == 1);

      Eventually.untilGet(
          "the bundle is blamed",
          SOON,
          () -> gap.isolated.admin().get("/api/v1/diagnoses").expect(200).text(),
          found -> found.contains("\"STALE_BUNDLE\""));

      // From here on the agent updates when it is told to, not before.
      gap.isolated.set("manager.update-interval", "PT1H");
      there.visit("courier.xhtml?side=connected");
      assertThat(there.attribute("step-build", "data-done")).isEqualTo("false");
      there.visit("bundles.xhtml").click("look-ahead");
      there.untilAttribute("outlook", "data-advice", "UPGRADE_RELAY");
      gap.signForMonths();
      there.visit("relay.xhtml").type("relay-build", NEW);
      there.click("save-build");
      there.until("#current-build", NEW);
      there.visit("bundles.xhtml").click("look-ahead");
      there.untilAttribute("outlook", "data-advice", "RENEW_SIGNATURES");
      there.click("advice-renew");
      there.untilAttribute("run-result", "data-state", "COMPLETED");
      there.visit("courier.xhtml?side=connected").click("courier-make");
      Eventually.until(
          "the bundle is made",
          SOON,
          () ->
              there
                  .visit("courier.xhtml?side=connected")
                  .attribute("step-make", "data-done")
                  .equals("true"));
      there.picture("courier-connected-en");
      String checksum = there.text("#courier-checksum").replace(" ", "");
      Path medium = downloaded(there);
      assertThat(Digests.sha256(Files.readAllBytes(medium))).isEqualTo(checksum);

      here.visit("courier.xhtml?side=isolated").click("courier-begin");
      for (String step : List.of("clear", "take", "agents", "confirm")) {
        here.untilAttribute("step-" + step, "data-done", "false");
      }
      here.click("courier-clear");
      here.untilAttribute("step-clear", "data-done", "true");
      here.click("courier-take");
      here.until("h1", "アップデートバンドル");
      here.choose("bundle-file", medium);
      here.click("send-bundle");
      here.until("h1", "バンドルの確認");
      assertThat(here.attribute("verdict", "data-code")).isEqualTo("STATUS_OK");
      here.picture("bundle-ja");
      here.click("take-in");
      here.untilAttribute("run-result", "data-state", "COMPLETED");
      order(here, "courier-clear-agents");
      order(here, "courier-agents");
      Eventually.until("no computer fails any more", SOON, () -> failed() == 0);
      here.visit("courier.xhtml?side=isolated");
      assertThat(here.attribute("step-agents", "data-done")).isEqualTo("true");
      for (String step : List.of("clear", "take", "confirm")) {
        assertThat(here.attribute("step-" + step, "data-done")).as(step).isEqualTo("true");
      }
      assertThat(gap.isolated.admin().get("/api/v1/bundles/journey").expect(200).json())
          .containsEntry("by", Json.createValue("admin"));
      here.picture("courier-isolated-ja");
      assertThat(there.complaints()).isEmpty();
      assertThat(here.complaints()).isEmpty();
    }
  }

  private static void order(Browser browser, String button) {
    browser.visit("courier.xhtml?side=isolated").click(button);
    browser.untilAttribute("standing", "data-over", "true");
  }

  private static Path downloaded(Browser browser) throws IOException {
    Http signedIn = gap.connected.anonymous().with("Cookie", browser.cookies());
    String address = browser.attribute("courier-download", "href");
    byte[] zip = signedIn.get(address).expect(200).body();
    HttpRequest.Builder rest = signedIn.request(address).header("Range", "bytes=1000-").GET();
    assertThat(signedIn.send(rest).expect(206).body())
        .as("a download that broke off goes on")
        .isEqualTo(Arrays.copyOfRange(zip, 1000, zip.length));
    return Files.write(Distribution.folder("medium").resolve("carried.zip"), zip);
  }

  private static long failed() {
    return gap.isolated
        .admin()
        .get("/api/v1/computers?state=FAILED")
        .expect(200)
        .json()
        .getJsonArray("computers")
        .size();
  }

  private static List<String> agent(String command, Path folder, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Distribution.command("freshseal-agent").toString(),
                command,
                "--dir",
                folder.toString()));
    words.addAll(List.of(more));
    return words;
  }

  private static void enrol(Path folder) {
    String token =
        gap.isolated
            .admin()
            .post(
                "/api/v1/enrolment-tokens",
                "application/json",
                "{\"name\":\"gap\",\"uses\":1,\"validity\":\"PT1H\"}")
            .expect(201)
            .json()
            .getString("token");
    Command.run(
            agent(
                "enrol",
                folder,
                "--manager",
                gap.isolatedServer.url(""),
                "--token",
                token,
                "--name",
                "gap-agent"),
            Map.of(),
            null)
        .expect(0);
  }
}
