package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is served is for everybody's tools: openssl, curl, any cache. */
class ServeST {
  private static final byte[] CONTENT = Bytes.of(5_000_000, 5);
  private static final String PATH = "/api/v1/components/serve/1.0";

  private static Server server;
  private static Freshseal freshseal;
  private static Path anchors;

  @BeforeAll
  static void publish() {
    server = Shared.server();
    freshseal = Freshseal.of(server);
    anchors = freshseal.anchors();
    freshseal.publish("serve", "1.0", CONTENT);
    freshseal.runRelay();
  }

  @Test
  void openssl_acceptsEverySignatureFileAndCatalog_andRefusesAFlippedByte() {
    Consistency consistency = new Consistency(freshseal, anchors);
    consistency.check(Freshseal.SOURCE);
    consistency.check(Freshseal.RELAY);

    OpenSsl openssl = new OpenSsl(anchors);
    byte[] catalog = freshseal.catalog(Freshseal.RELAY);
    assertThat(openssl.acceptsCatalog(Bytes.flipped(catalog))).isFalse();
    byte[] signature = server.anonymous().get(PATH + "/signature").expect(200).body();
    // Where it is signed: the timestamp in it is no matter of openssl's.
    byte[] flipped = Bytes.flippedAt(signature, "component=");
    assertThat(openssl.acceptsSignature(flipped, CONTENT)).isFalse();
    assertThat(new String(openssl.contentOf(catalog)))
        .isEqualTo(
            server
                .anonymous()
                .get("/api/v1/catalog", "Accept", "application/json")
                .expect(200)
                .text());
  }

  @Test
  void curl_resumesABrokenDownload() throws IOException {
    Path curl = Tools.need("curl");
    Path file = Distribution.folder("curl").resolve("content");
    Files.write(file, Arrays.copyOf(CONTENT, 1_234_567));

    Command resumed =
        Command.run(
            curl.toString(),
            "-sS",
            "-f",
            "-C",
            "-",
            "-o",
            file.toString(),
            "-w",
            "%{http_code} %{size_download}",
            server.url(PATH));

    assertThat(resumed.expect(0).out()).isEqualTo("206 " + (CONTENT.length - 1_234_567));
    assertThat(Files.readAllBytes(file)).isEqualTo(CONTENT);
  }

  @Test
  void anHttpCacheInFront_servesWhatIsImmutableByItself_andNeverAnOldCatalog() throws IOException {
    List<String> ids = List.of("serve", "serve-2", "serve-3");
    freshseal.publish("serve-2", "1.0", Bytes.of(1000, 2));
    freshseal.publish("serve-3", "1.0", Bytes.of(1000, 3));
    freshseal.runRelay();
    try (HttpCache cache = HttpCache.of(server)) {
      Http http = cache.http();
      http.get(PATH).expect(200);

      Answer again = http.get(PATH).expect(200);
      assertThat(again.header("X-Cache")).isEqualTo("HIT");
      assertThat(again.body()).isEqualTo(CONTENT);
      Agent agent = new Agent(cache.url(), anchors, Distribution.folder("agent"));
      agent.update().expect(Agent.UPDATED);

      ids.forEach(freshseal::renew);
      freshseal.runRelay();
      assertThat(http.get("/api/v1/catalog").expect(200).body())
          .isEqualTo(freshseal.catalog(Freshseal.RELAY));
      int before = cache.asked().size();
      agent.update().expect(Agent.UPDATED);
      List<String> asked = cache.asked();
      assertOneRequestForSignatureFiles(asked.subList(before, asked.size()), ids);
      Agent another = new Agent(cache.url(), anchors, Distribution.folder("agent"));
      another.update().expect(Agent.UPDATED);
    }
  }

  private static void assertOneRequestForSignatureFiles(List<String> asked, List<String> ids) {
    assertThat(asked).filteredOn(line -> line.contains("/signatures")).hasSize(1);
    for (String id : ids) {
      String digest =
          freshseal.held(Freshseal.RELAY, id).getJsonObject("signature").getString("sha256");
      assertThat(asked).noneMatch(line -> line.contains(digest));
      assertThat(asked).noneMatch(line -> line.contains("/" + id + "/"));
    }
  }

  @Test
  void theAgentsCommands_tellTheSameStory() {
    Agent agent = Agent.of(server, anchors);
    agent.update("--json").expect(Agent.UPDATED);

    assertThat(agent.run("status").expect(0).out()).contains("serve").contains("1.0");
    agent.run("verify").expect(0);
    agent.run("clear-cache").expect(0);
    agent.update().expect(Agent.UPDATED);
  }

  @Test
  void anAgentSaysWhatIsWrong_byItsExitStatus() throws IOException {
    Agent good = Agent.of(server, anchors);
    assertThat(good.run("bogus").exit()).isEqualTo(Agent.USAGE);

    Agent lost = new Agent("http://127.0.0.1:" + Ports.free(), anchors, good.folder());
    assertThat(lost.update().expect(Agent.UNREACHABLE).err()).contains("STATUS_SOURCE_UNREACHABLE");

    Path file = Files.writeString(Distribution.folder("fault").resolve("file"), "no folder");
    Agent homeless = new Agent(server.url(""), anchors, file);
    assertThat(homeless.update().exit()).isEqualTo(Agent.LOCAL_FAULT);
  }
}
