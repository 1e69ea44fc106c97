package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.HostileSource.Mood;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shared server's relay, made lazy for a while, behind a network that misbehaves. */
class LazyST {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int READERS = 50;
  private static final int SIZE = 300_000;

  private static Server server;
  private static Freshseal freshseal;
  private static HostileSource network;

  @BeforeAll
  static void makeItLazy() {
    server = Shared.server();
    freshseal = Freshseal.of(server);
    network = HostileSource.inFrontOf(server);
    freshseal.publish("lazy-before", "1.0", Bytes.of(1_000, 1));
    freshseal.runRelay();
    freshseal.set("relay.source", network.url("/source/v1"));
    freshseal.set("relay.mode", "lazy");
    completes();
  }

  @AfterAll
  static void makeItWholeAgain() {
    network.behave();
    freshseal.set("relay.mode", "full");
    completes();
    assertThat(freshseal.relay()).as("nothing comes on request").doesNotContainKey("contents");
    // In the end all of it is there, whatever was asked for before.
    network.spoil("/objects/", Mood.BROKEN);
    assertThat(get(offer("lazy-one")).status()).isEqualTo(200);
    assertThat(get(offer("lazy-refused")).status()).isEqualTo(200);
    freshseal.admin().delete("/api/v1/settings/relay.source");
    freshseal.admin().delete("/api/v1/settings/relay.mode");
    network.close();
  }

  @AfterEach
  void calm() {
    network.behave();
  }

  private static void completes() {
    JsonObject run = freshseal.runRelay();
    assertThat(run.getString("state")).as(run.toString()).isEqualTo("COMPLETED");
  }

  private static byte[] publish(String id, int seed) {
    byte[] content = Bytes.of(SIZE, seed);
    freshseal.publish(id, "1.0", content);
    network.resetCounts();
    completes();
    return content;
  }

  private static JsonObject offer(String id) {
    return freshseal.held(Freshseal.RELAY, id);
  }

  private static String address(JsonObject offer) {
    return "/api/v1/objects/" + offer.getString("sha256");
  }

  private static Answer get(JsonObject offer, String... headers) {
    return freshseal.anonymous().get(address(offer), headers);
  }

  private static int asked(JsonObject offer) {
    return network.requestsFor("/objects/" + offer.getString("sha256"));
  }

  @Test
  void contentComesWithTheFirstRequest_once_andAllAboutItWithoutAny() {
    byte[] content = publish("lazy-one", 11);
    JsonObject one = offer("lazy-one");
    Http open = freshseal.anonymous();

    Answer signature = open.get("/api/v1/components/lazy-one/1.0/signature").expect(200);
    assertThat(signature.header("ETag"))
        .contains(one.getJsonObject("signature").getString("sha256"));
    Answer head = open.head(address(one)).expect(200);
    assertThat(head.header("Content-Length")).isEqualTo("" + SIZE);
    get(one, "If-None-Match", head.header("ETag")).expect(304);
    get(one, "Range", "bytes=" + SIZE + "-").expect(416);
    assertThat(asked(one)).as("nothing of that needs the content").isZero();
    assertThat(open.get("/api/v1/objects/" + "0".repeat(64)).status()).isEqualTo(404);

    Answer part = get(one, "Range", "bytes=100-199").expect(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 100, 200));
    assertThat(get(one).expect(200).body()).isEqualTo(content);
    assertThat(open.get("/api/v1/components/lazy-one/1.0").expect(200).body()).isEqualTo(content);
    assertThat(asked(one)).isEqualTo(1);

    JsonObject contents = freshseal.relay().getJsonObject("contents");
    assertThat(contents.getString("mode")).isEqualTo("ON_REQUEST");
    assertThat(contents.getInt("fetched")).isPositive();
    assertThat(contents.getInt("hits")).isPositive();
    assertThat(contents.getInt("misses")).isPositive();
  }

  @Test
  void fiftyReadersAtOnce_areOneRequestAtTheSource_andAllGetIt() {
    byte[] content = publish("lazy-crowd", 12);
    JsonObject crowd = offer("lazy-crowd");
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        answers.add(CompletableFuture.supplyAsync(() -> get(crowd), threads));
      }
      for (CompletableFuture<Answer> each : answers) {
        Answer answer = each.join();
        if (answer.status() == 503) {
          assertThat(answer.header("Retry-After")).matches("[1-9][0-9]?");
          answer =
              Eventually.untilGet("it is here", SOON, () -> get(crowd), it -> it.status() == 200);
        }
        assertThat(answer.expect(200).body()).isEqualTo(content);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(asked(crowd)).isEqualTo(1);
  }

  @Test
  void wrongBytes_andASourceThatIsAway_areNamed_andNothingIsKept() {
    byte[] content = publish("lazy-refused", 13);
    JsonObject refused = offer("lazy-refused");
    network.spoil("/objects/" + refused.getString("sha256"), Mood.FLIPPING);

    Answer wrong = get(refused, "Accept-Language", "ja").expect(502);
    assertThat(wrong.json().getString("code")).isEqualTo("STATUS_DIGEST_MISMATCH");
    assertThat(wrong.json().getString("detail")).contains("lazy-refused 1.0", "再試行");
    assertThat(wrong.header("Retry-After")).isNotEmpty();
    int asked = asked(refused);
    get(refused).expect(502);
    assertThat(asked(refused)).as("it is not asked for again at once").isEqualTo(asked);
    Eventually.until(
        "an event tells",
        SOON,
        () ->
            freshseal.events(9109).stream()
                .anyMatch(event -> event.toString().contains("lazy-refused")));

    byte[] away = publish("lazy-away", 14);
    network.spoil("/objects/" + offer("lazy-away").getString("sha256"), Mood.SILENT);
    Answer unreachable = get(offer("lazy-away")).expect(502);
    assertThat(unreachable.json().getString("code")).isEqualTo("STATUS_SOURCE_UNREACHABLE");
    assertThat(freshseal.anonymous().get("/api/v1/components/lazy-away/1.0/signature").status())
        .as("signature files are here")
        .isEqualTo(200);

    network.behave();
    publish("lazy-next", 15);
    assertThat(get(refused).expect(200).body()).isEqualTo(content);
    assertThat(get(offer("lazy-away")).expect(200).body()).isEqualTo(away);
  }

  @Test
  void bundles_areRefusedWhileSomethingIsMissing_andWhatIsTooLargeSaysSo() {
    publish("lazy-bundle", 16);

    Answer bundle = freshseal.admin().post("/api/v1/bundles").expect(409);

    assertThat(bundle.json().getString("code")).isEqualTo("STATUS_BUNDLE_INCOMPLETE");
    assertThat(bundle.json().getString("detail")).contains("freshseal.relay.mode=full");

    freshseal.set("relay.lazy.max-bytes", "100KB");
    Answer large = get(offer("lazy-bundle")).expect(507);
    assertThat(large.json().getString("code")).isEqualTo("STATUS_TOO_LARGE");
    assertThat(large.json().getString("detail")).contains("freshseal.relay.lazy.max-bytes");
    freshseal.admin().delete("/api/v1/settings/relay.lazy.max-bytes");
  }

  @Test
  void agentBehindIt_getsEverythingItIsOffered() {
    byte[] content = publish("lazy-agent", 17);
    JsonObject offered = offer("lazy-agent");
    Agent agent = freshseal.newAgent();

    agent.update().expect(Agent.UPDATED);

    assertThat(agent.folder().resolve("current").resolve("lazy-agent")).hasBinaryContent(content);
    assertThat(asked(offered)).isEqualTo(1);
  }
}
