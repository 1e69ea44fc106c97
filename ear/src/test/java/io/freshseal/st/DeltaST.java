package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.st.forge.Digests;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A component changes a little: who holds the version before gets the difference (RFC 9842), from
 * the source, from the relay, by the agent and by programs that know nothing of this product.
 */
class DeltaST {

  private static final String ID = "changes-a-little";
  private static final byte[] OLD = Bytes.of(300_000, 21);
  private static final byte[] NEW = edited();
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String FETCH =
      """
      const [method, address, done] = arguments;
      (async () => {
        const response = await fetch(address, {method});
        const coding = response.headers.get('Content-Encoding');
        if (method === 'HEAD') {
          return {coding};
        }
        const bytes = await response.arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        const timing = performance.getEntriesByName(response.url).at(-1);
        return {
          coding,
          sha256: Array.from(digest, each => each.toString(16).padStart(2, '0')).join(''),
          sent: timing.encodedBodySize,
          decoded: timing.decodedBodySize
        };
      })().then(done, error => done({error: String(error)}));
      """;

  private static Freshseal freshseal;
  private static Agent agent;
  private static Answer delta;

  @BeforeAll
  static void changeIt() {
    freshseal = Freshseal.of(Shared.server());
    freshseal.publish(ID, "1.0", OLD);
    freshseal.runRelay();
    agent = freshseal.newAgent();
    agent.update().expect(Agent.UPDATED);
    freshseal.publish(ID, "1.1", NEW);
    delta =
        Eventually.untilGet(
            "the delta is ready",
            SOON,
            () -> asked("dcz", Freshseal.SOURCE),
            answer -> answer.header("Content-Encoding").equals("dcz"));
  }

  private static byte[] edited() {
    byte[] bytes = Arrays.copyOf(OLD, OLD.length + 10);
    for (int at = 1000; at < bytes.length; at += 30_000) {
      bytes[at]++;
    }
    return bytes;
  }

  private static Answer asked(String codings, String base, String... more) {
    String[] headers = {"Accept-Encoding", codings, "Available-Dictionary", offered(OLD)};
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return freshseal.anonymous().get(base + "/objects/" + Digests.sha256(NEW), all).expect(200);
  }

  private static String offered(byte[] held) {
    byte[] digest = HexFormat.of().parseHex(Digests.sha256(held));
    return ":" + Base64.getEncoder().encodeToString(digest) + ":";
  }

  @Test
  void agentBehindTheRelay_takesTheDifference_ofContentAndCatalog() throws IOException {
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");

    JsonObject updated = updated(agent);

    assertThat(updated.getJsonNumber("savedBytes").longValue()).isGreaterThan(290_000);
    assertThat(updated.getJsonNumber("bytes").longValue()).isLessThan(150_000);
    assertThat(Files.readAllBytes(agent.folder().resolve("current/" + ID))).isEqualTo(NEW);
    assertThat(asked("gzip, dcz", Freshseal.RELAY).body()).isEqualTo(delta.body());
  }

  @Test
  void delta_isDecodedByTheZstdProgram() throws IOException {
    Path folder = Distribution.folder("zstd");
    Path old = Files.write(folder.resolve("old"), OLD);
    Path body = Files.write(folder.resolve("new.dcz"), delta.body());

    Command.run(
            "zstd",
            "-q",
            "-d",
            "--patch-from=" + old,
            body.toString(),
            "-o",
            folder.resolve("new").toString())
        .expect(0);

    assertThat(delta.body().length).isLessThan(2000);
    assertThat(Files.readAllBytes(folder.resolve("new"))).isEqualTo(NEW);
  }

  @Test
  void chromium_decodesTheDifference_andIsSentNothingElse() {
    URI origin = URI.create("http://localhost:" + Shared.server().port() + "/");
    String versions = Freshseal.SOURCE + "/components/" + ID + "/";
    try (Browser browser = Browser.open(origin, "en")) {
      browser.go("/console/login.xhtml");
      assertThat(fetched(browser, "GET", versions + "1.0")).containsEntry("sha256", sha256(OLD));
      Eventually.until(
          "Chromium has kept the version before as a dictionary",
          SOON,
          () -> "dcz".equals(fetched(browser, "HEAD", versions + "1.1").get("coding")));

      Map<String, Object> next = fetched(browser, "GET", versions + "1.1");

      assertThat(next)
          .containsEntry("coding", "dcz")
          .containsEntry("sha256", sha256(NEW))
          .containsEntry("sent", (long) delta.body().length)
          .containsEntry("decoded", (long) NEW.length);
    }
  }

  private static String sha256(byte[] bytes) {
    return Digests.sha256(bytes);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fetched(Browser browser, String method, String address) {
    return (Map<String, Object>) browser.run(FETCH, method, address);
  }

  /** What different clients send, and how each of them undoes what it gets. */
  private enum Client {
    HOLDS_THE_VERSION_BEFORE("dcz", "dcz", OLD),
    HOLDS_IT_AND_TAKES_MORE("gzip, br, zstd, dcb, dcz", "dcz", OLD),
    HOLDS_SOMETHING_ELSE("dcz", "", Bytes.of(1000, 7)),
    HOLDS_NOTHING("", "", null),
    TAKES_ZSTD("zstd", "", null),
    TAKES_ITSELF_ALONE("identity", "", null),
    TAKES_GZIP("gzip", "", null);

    private final String[] headers;
    private final String coding;

    Client(String codings, String coding, byte[] held) {
      this.coding = coding;
      List<String> names = new ArrayList<>();
      if (!codings.isEmpty()) {
        names.addAll(List.of("Accept-Encoding", codings));
      }
      if (held != null) {
        names.addAll(List.of("Available-Dictionary", offered(held)));
      }
      this.headers = names.toArray(String[]::new);
    }
  }

  @Test
  void lane_answersAsTheResourcesWould() {
    Answer answer = asked("zstd, dcz", Freshseal.SOURCE, "Prefer", "nothing");
    assertThat(answer.body()).isEqualTo(delta.body());
    for (String base : new String[] {Freshseal.SOURCE, Freshseal.RELAY}) {
      for (String path : new String[] {base + "/objects/" + sha256(NEW), base + "/catalog"}) {
        for (Client client : Client.values()) {
          for (String[] more :
              new String[][] {
                {},
                {"If-None-Match", delta.header("ETag")},
                {"If-None-Match", "\"" + sha256(NEW) + "\""},
                {"Sec-Fetch-Site", "cross-site"},
                {"Sec-Fetch-Site", "same-origin"}
              }) {
            assertThat(told(path, client, more))
                .as(path + " " + client + " " + List.of(more))
                // A preference that is none keeps it from the lane.
                .isEqualTo(told(path, client, more, "Prefer", "nothing"));
          }
        }
      }
    }
  }

  private static List<String> told(String path, Client client, String[] more, String... further) {
    List<String> headers = new ArrayList<>(List.of(client.headers));
    headers.addAll(List.of(more));
    headers.addAll(List.of(further));
    Answer answer = freshseal.anonymous().get(path, headers.toArray(String[]::new));
    List<String> told = new ArrayList<>(List.of("" + answer.status(), sha256(answer.body())));
    for (String name :
        new String[] {
          "ETag",
          "Content-Encoding",
          "Content-Type",
          "Content-Length",
          "Vary",
          "Cache-Control",
          "Repr-Digest",
          "Accept-Ranges"
        }) {
      told.add(name + ": " + answer.header(name));
    }
    return told;
  }

  @Test
  void anHttpCacheInFront_hasForEachClientWhatItCanUndo() throws IOException {
    String path = Freshseal.SOURCE + "/objects/" + sha256(NEW);
    List<Client> clients = new ArrayList<>(List.of(Client.values()));
    for (int turn = 0; turn < 3; turn++) {
      try (HttpCache cache = HttpCache.of(Shared.server())) {
        for (String state : new String[] {"MISS", "HIT", "HIT"}) {
          for (Client client : clients) {
            Answer answer = cache.http().get(path, client.headers).expect(200);

            assertThat(answer.header("X-Cache")).as(client + " after " + clients).isEqualTo(state);
            assertThat(answer.header("Content-Encoding")).as("%s", client).isEqualTo(client.coding);
            assertThat(answer.body())
                .as("%s", client)
                .isEqualTo(client.coding.isEmpty() ? NEW : delta.body());
          }
          Collections.rotate(clients, 1);
        }
      }
      Collections.shuffle(clients, new Random(turn));
    }
  }

  @Test
  void longContentThatShrinks_comesAsZstdToWhoTakesIt_cachedOrNot() throws IOException {
    byte[] rules = rules("rule");
    freshseal.publish("shrinks", "1.0", rules);
    String path = Freshseal.SOURCE + "/objects/" + sha256(rules);
    awaitZstd(path);
    try (HttpCache cache = HttpCache.of(Shared.server())) {
      Path folder = Distribution.folder("whole");
      for (String state : new String[] {"MISS", "HIT"}) {
        Answer coded = cache.http().get(path, "Accept-Encoding", "br, gzip, zstd").expect(200);
        Answer plain = cache.http().get(path, "Accept-Encoding", "br, gzip").expect(200);

        assertThat(coded.header("X-Cache")).isEqualTo(state);
        assertThat(plain.header("X-Cache")).isEqualTo(state);
        assertThat(plain.body()).isEqualTo(rules);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(coded.header("Content-Encoding")).isEqualTo("zstd");
        assertThat(coded.header("ETag")).isNotEqualTo(plain.header("ETag"));
        assertThat(coded.header("Repr-Digest")).isEqualTo("sha-256=" + offered(coded.body()));
        assertThat(coded.body().length).isLessThan(rules.length / 4);
        Path body = Files.write(folder.resolve(state + ".zst"), coded.body());
        Command.run("zstd", "-q", "-d", body.toString()).expect(0);
        assertThat(Files.readAllBytes(folder.resolve(state))).isEqualTo(rules);
      }
    }
  }

  private static void awaitZstd(String path) {
    Http http = freshseal.anonymous();
    Eventually.until(
        "it is ready as zstd",
        SOON,
        () -> http.get(path, "Accept-Encoding", "zstd").header("Content-Encoding").equals("zstd"));
  }

  private static JsonObject updated(Agent computer) {
    return Json.createReader(
            new StringReader(computer.update("--json").expect(Agent.UPDATED).out()))
        .readObject();
  }

  @Test
  void componentThatIsNew_comesAsZstd_toRelayAndAgent() throws IOException {
    freshseal.runRelay();
    Agent computer = freshseal.newAgent();
    updated(computer);
    byte[] rules = rules("new");
    freshseal.publish("new-and-shrinks", "1.0", rules);
    awaitZstd(Freshseal.SOURCE + "/objects/" + sha256(rules));

    JsonObject run = freshseal.runRelay();
    JsonObject update = updated(computer);

    assertThat(run.getJsonObject("progress").getBoolean("switched")).isTrue();
    assertThat(run.getJsonObject("progress").getJsonNumber("traffic").longValue())
        .as("what the relay was sent")
        .isLessThan(rules.length / 2);
    assertThat(update.getJsonNumber("bytes").longValue())
        .as("what the agent was sent")
        .isLessThan(rules.length / 2);
    assertThat(update.getJsonNumber("savedBytes").longValue()).isGreaterThan(rules.length / 2);
    assertThat(Files.readAllBytes(computer.folder().resolve("current/new-and-shrinks")))
        .isEqualTo(rules);
  }

  private static byte[] rules(String word) {
    return IntStream.range(0, 10_000)
        .mapToObj(i -> word + " r" + i * 7919 % 10_007 + " { condition: all of them }\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void delta_isARepresentationOfItsOwn() {
    Answer whole = freshseal.anonymous().get(Freshseal.SOURCE + "/objects/" + Digests.sha256(NEW));
    String tag = delta.header("ETag");

    assertThat(whole.body()).isEqualTo(NEW);
    assertThat(whole.header("ETag")).isNotEqualTo(tag);
    for (Answer each : new Answer[] {whole, delta}) {
      assertThat(each.header("Vary")).isEqualTo("Accept-Encoding, Available-Dictionary");
    }
    assertThat(delta.header("Repr-Digest")).isEqualTo("sha-256=" + offered(delta.body()));
    for (String codings : new String[] {"identity", "dcz;q=0", "br, gzip, *"}) {
      assertThat(asked(codings, Freshseal.SOURCE).body()).as(codings).isEqualTo(NEW);
    }
    assertThat(asked("dcz", Freshseal.SOURCE, "Sec-Fetch-Site", "cross-site").body())
        .as("nobody else's reader is measured")
        .isEqualTo(NEW);
  }

  @Test
  void content_saysWhatItServesAsADictionaryFor() {
    String address = Freshseal.SOURCE + "/components/" + ID + "/1.1";

    Answer content = freshseal.anonymous().get(address).expect(200);

    assertThat(content.header("Use-As-Dictionary"))
        .isEqualTo("match=\"/source/v1/components/" + ID + "/*\"");
    Answer coded =
        freshseal
            .anonymous()
            .get(address, "Accept-Encoding", "dcz", "Available-Dictionary", offered(OLD))
            .expect(200);
    assertThat(coded.body()).isEqualTo(delta.body());
  }

  @Test
  void dictionaryThatCannotBeRead_countsAsNone() {
    for (String wrong : new String[] {"", ":abc:", offered(OLD) + ", " + offered(OLD), "x"}) {
      Answer answer =
          freshseal
              .anonymous()
              .get(
                  Freshseal.SOURCE + "/objects/" + Digests.sha256(NEW),
                  "Accept-Encoding",
                  "dcz",
                  "Available-Dictionary",
                  wrong)
              .expect(200);
      assertThat(answer.body()).as(wrong).isEqualTo(NEW);
    }
  }
}
