package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A new catalog goes from the source through two relays to an agent by push: everybody's interval
 * is an hour.
 */
class PushST {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String COMPONENT = "push-one";
  private static final int PUBLISHES = Distribution.isLong() ? 50 : 3;
  private static final String CATALOG = "/api/v1/catalog";

  private static Fleet fleet;
  private static Freshseal source;
  private static Server server;
  private static Freshseal second;
  private static Path agent;
  private static Background service;
  private static int others;

  @BeforeAll
  static void start() throws IOException {
    fleet = Fleet.shared();
    source = fleet.freshseal();
    source.publish(COMPONENT, "1.0", Bytes.of(40_000, 1));
    source.runRelay();
    source.set("relay.push", "true");
    String token = token(fleet.group("push-group", ""));
    server =
        Server.with(
                "roles",
                "relay",
                "manager.url",
                fleet.server().url(""),
                "manager.name",
                "push-relay",
                "relay.source",
                fleet.server().url("/api/v1"),
                "relay.push",
                "true",
                "relay.interval",
                "PT1H")
            .withEnvironment("FRESHSEAL_MANAGER_ENROLMENT_TOKEN", token)
            .start();
    second = Freshseal.of(server);
    agent = fleet.enrolled(token, "push-agent");
    Eventually.until(
        "the relay is named to the agent",
        SOON,
        () -> {
          Fleet.agent("heartbeat", agent).expect(0);
          return Fleet.agent("update", agent).exit() == Agent.UPDATED;
        });
    List<String> words =
        List.of(
            Distribution.command("freshseal-agent").toString(),
            "run",
            "--push-jitter",
            Distribution.isLong() ? "PT2S" : "PT0S",
            "--dir",
            agent.toString());
    service = Background.start(words, Map.of(), Distribution.folder("push-service"));
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    // Whoever waits below is to hear of the end, not of a catalog that is still on its way.
    Eventually.until(
        "the second relay has all that was published",
        SOON,
        () -> Arrays.equals(second.catalog(Freshseal.RELAY), source.catalog(Freshseal.SOURCE)));
    // What disturbs whoever waits comes last.
    moreThanMayWait_areAnsweredAtOnceAndToldWhenToComeAgain();
    serverThatStops_answersWhoWaits();
    server.close();
    fleet.admin().delete("/api/v1/settings/relay.push");
  }

  private static void moreThanMayWait_areAnsweredAtOnceAndToldWhenToComeAgain() {
    second.set("serving.max-waiters", "1");
    holding(waiting(second, "50"));
    Answer full =
        Eventually.untilGet(
            "there is no room",
            SOON,
            () -> second.anonymous().send(waiting(second, "1")),
            answer -> !answer.header("Retry-After").isEmpty());
    assertThat(full.status()).isEqualTo(304);
    assertThat(full.header("Preference-Applied")).isEmpty();
    second.set("serving.max-waiters", "4000");
  }

  private static CompletableFuture<Integer> holding(HttpRequest.Builder request) {
    Http open = second.anonymous();
    return CompletableFuture.supplyAsync(() -> open.send(request).status());
  }

  private static void serverThatStops_answersWhoWaits() throws Exception {
    Http open = second.anonymous();
    CompletableFuture<Integer> answer = holding(waiting(second, "50"));
    open.send(waiting(second, "1"));
    server.stop();
    assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(503);
  }

  private static String token(String group) {
    return fleet
        .admin()
        .post(
            "/api/v1/enrolment-tokens",
            "application/json",
            "{\"name\":\"push\",\"uses\":2,\"validity\":\"PT1H\",\"relays\":\"allowed\",\"group\":\""
                + group
                + "\"}")
        .expect(201)
        .json()
        .getString("token");
  }

  private static void untilConnected(Freshseal relay, String to) {
    Eventually.until(
        "it waits at " + to,
        SOON,
        () -> {
          JsonObject push = relay.relay().getJsonObject("push");
          return push.getString("state").equals("CONNECTED") && push.getString("at").contains(to);
        });
  }

  private static HttpRequest.Builder waiting(Freshseal relay, String seconds) {
    return waiting(relay.base(), relay.anonymous(), seconds);
  }

  private static HttpRequest.Builder waiting(URI base, Http http, String seconds) {
    String tag = http.head(CATALOG).expect(200).header("ETag");
    return HttpRequest.newBuilder(base.resolve(CATALOG))
        .method("HEAD", BodyPublishers.noBody())
        .header("If-None-Match", tag)
        .header("Prefer", "wait=" + seconds);
  }

  @Test
  void newCatalogs_areAppliedByTheAgentBehindTwoRelays_andNobodyPolled() throws Exception {
    untilConnected(source, "/source/v1");
    untilConnected(second, ":" + fleet.server().port());
    Eventually.until(
        "the agent waits at the second relay",
        SOON,
        () -> service.output().contains("New catalogs are waited for at " + server.url("/api/v1")));

    List<Long> times = new ArrayList<>();
    for (int i = 2; i < 2 + PUBLISHES; i++) {
      times.add(publishToApplied(i + ".0", Bytes.of(40_000, i)));
    }
    Collections.sort(times);
    System.out.printf(
        "publish to applied through two relays, %d times: p50 %d ms, p99 %d ms, most %d ms%n",
        PUBLISHES,
        times.get((PUBLISHES - 1) / 2),
        times.get((PUBLISHES * 99 + 99) / 100 - 1),
        times.get(PUBLISHES - 1));

    for (Freshseal relay : List.of(source, second)) {
      JsonObject now = relay.relay();
      assertThat(now.getJsonObject("lastRun").getString("trigger")).isEqualTo("PUSH");
      assertThat(Instant.parse(now.getString("nextRun")))
          .as("the timer's turn is far away")
          .isAfter(Instant.now().plus(Duration.ofMinutes(10)));
    }
    assertThat(second.catalog(Freshseal.RELAY)).isEqualTo(source.catalog(Freshseal.SOURCE));
    assertThat(service.output()).doesNotContain("Order ");
  }

  private static long publishToApplied(String version, byte[] content) {
    Path applied = agent.resolve("current").resolve(COMPONENT);
    source.stage(COMPONENT, version, content);
    long published = System.nanoTime();
    source.publish();
    Eventually.until(
        "it is applied", SOON, () -> Arrays.equals(Files.readAllBytes(applied), content));
    return (System.nanoTime() - published) / 1_000_000;
  }

  // Whoever waits at the old address hears of a catalog, and looks for the next at the new one.
  private static void taking(String from, Supplier<Boolean> stands) {
    second.set("relay.source", from);
    publishAnother();
    Eventually.until("the relay asks at " + from, SOON, stands::get);
  }

  private static void publishAnother() {
    others++;
    source.stage("push-other", others + ".0", Bytes.of(1000, others));
    source.publish();
  }

  private static boolean stands(String state, String at) {
    JsonObject push = second.relay().getJsonObject("push");
    return push.getString("state").equals(state) && push.getString("at").startsWith(at);
  }

  @Test
  @EnabledIf("io.freshseal.st.Distribution#isLong")
  void relayBehindACache_hearsThroughIt_whereThatLetsItWait() throws Exception {
    String direct = fleet.server().url("/api/v1");
    try (HttpCache cache = HttpCache.lettingWait(fleet.server())) {
      taking(cache.url() + "/api/v1", () -> stands("CONNECTED", cache.url()));

      Instant published = Instant.now();
      publishAnother();
      Eventually.until(
          "the relay behind the cache has it",
          SOON,
          () -> Arrays.equals(second.catalog(Freshseal.RELAY), source.catalog(Freshseal.SOURCE)));

      assertThat(Instant.now())
          .as("its interval is an hour")
          .isBefore(published.plus(Duration.ofSeconds(20)));
      JsonObject now = second.relay();
      assertThat(now.getJsonObject("lastRun").getString("trigger")).isEqualTo("PUSH");
      assertThat(Instant.parse(now.getJsonObject("push").getString("heard")))
          .isAfterOrEqualTo(published);
      assertThat(cache.asked())
          .as("somebody waited through it, and heard of the change")
          .contains("HEAD /api/v1/catalog HTTP/1.1 304", "HEAD /api/v1/catalog HTTP/1.1 200");
      Answer waited = cache.http().send(waiting(URI.create(cache.url()), cache.http(), "1"));
      assertThat(waited.header("Preference-Applied")).isEqualTo("wait=1");
      assertThat(waited.header("Cache-Control")).isEqualTo("no-store");
    } finally {
      taking(direct, () -> stands("CONNECTED", direct));
    }
  }

  @Test
  @EnabledIf("io.freshseal.st.Distribution#isLong")
  void relayBehindACacheThatAnswersForItself_isToldThatNobodyWaits_andTheCacheKeepsNoCatalog()
      throws Exception {
    String direct = fleet.server().url("/api/v1");
    try (HttpCache cache = HttpCache.of(fleet.server())) {
      taking(cache.url() + "/api/v1", () -> stands("UNSUPPORTED", cache.url()));

      for (int i = 0; i < 2; i++) {
        Answer answer = cache.http().send(waiting(URI.create(cache.url()), cache.http(), "50"));
        assertThat(answer.header("Preference-Applied")).isEmpty();
        assertThat(answer.header("X-Cache")).isNotEqualTo("HIT");
        assertThat(cache.http().get(CATALOG).expect(200).header("X-Cache")).isEqualTo("MISS");
      }
    } finally {
      taking(direct, () -> stands("CONNECTED", direct));
    }
  }

  @Test
  void headThatWaits_isAnsweredWithItsHeaders_andNothingElseWaits() {
    Http open = second.anonymous();
    Answer waited = open.send(waiting(second, "1"));
    assertThat(waited.status()).isEqualTo(304);
    assertThat(waited.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(waited.header("Cache-Control")).isEqualTo("no-store");
    assertThat(waited.header("Vary")).contains("Prefer");
    assertThat(waited.header("Freshseal-Relay-Build")).isNotEmpty();

    Answer got = open.send(waiting(second, "50").GET());
    assertThat(got.status()).isEqualTo(304);
    assertThat(got.header("Preference-Applied")).isEmpty();

    Answer other = open.send(waiting(second, "50").setHeader("If-None-Match", "\"other\""));
    assertThat(other.status()).isEqualTo(200);
    assertThat(other.body()).isEmpty();
  }
}
