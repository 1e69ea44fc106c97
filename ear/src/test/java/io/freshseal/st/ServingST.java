package io.freshseal.st;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading over HTTP: what caches, proxies and broken downloads need. */
class ServingST {

  private static final String CONTENT = "/source/v1/components/serving/1.0";
  private static final String TIMESTAMP = "/source/v1/timestamp";
  private static final byte[] BYTES = new byte[1_000_000];
  private static final byte[] RULES =
      "rule { condition: all of them }\n".repeat(20_000).getBytes(ISO_8859_1);

  private static Http anyone;
  private static Http admin;

  @BeforeAll
  static void publishSomething() {
    new Random(42).nextBytes(BYTES);
    anyone = Shared.server().anonymous();
    admin = Freshseal.of(Shared.server()).admin();
    admin.put(CONTENT, "application/octet-stream", BYTES).expect(201);
    Freshseal.of(Shared.server()).publish("serving-shrinks", "1.0", RULES);
  }

  @Test
  void content_isServedWithWhatCachesNeed() throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(BYTES);

    Answer answer = anyone.get(CONTENT).expect(200);

    assertThat(answer.body()).isEqualTo(BYTES);
    assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Length")).isEqualTo("1000000");
    assertThat(answer.header("ETag")).isEqualTo('"' + HexFormat.of().formatHex(digest) + '"');
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.header("Repr-Digest"))
        .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(anyone.get("/source/v1/objects/" + HexFormat.of().formatHex(digest)).body())
        .isEqualTo(BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=100-299999, 100, 299999",
    "bytes=999999-, 999999, 999999",
    "bytes=-10, 999990, 999999",
    "bytes=999990-2000000, 999990, 999999"
  })
  void aRange_isServedAsThatPart(String range, int first, int last) {
    Answer answer = anyone.get(CONTENT, "Range", range).expect(206);

    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
    assertThat(answer.header("Content-Range"))
        .isEqualTo("bytes " + first + "-" + last + "/1000000");
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(last - first + 1));
  }

  @Test
  void aRangeOfOtherBytes_isAnsweredWithTheWhole() {
    String tag = anyone.head(CONTENT).header("ETag");

    assertThat(anyone.get(CONTENT, "Range", "bytes=1-2", "If-Range", tag).status()).isEqualTo(206);
    assertThat(anyone.get(CONTENT, "Range", "bytes=1-2", "If-Range", "\"old\"").expect(200).body())
        .isEqualTo(BYTES);
    assertThat(anyone.get(CONTENT, "Range", "bytes=1-2,5-6").expect(200).body()).isEqualTo(BYTES);
    assertThat(anyone.get(CONTENT, "Range", "lines=1-2").expect(200).body()).isEqualTo(BYTES);
  }

  @Test
  void aRangeOutside_isRefusedWithTheLength() {
    Answer answer = anyone.get(CONTENT, "Range", "bytes=1000000-").expect(416);

    assertThat(answer.header("Content-Range")).isEqualTo("bytes */1000000");
  }

  @Test
  void manySignatureFiles_comeWithOneAnswer() throws Exception {
    byte[] catalog = anyone.get("/source/v1/catalog").expect(200).body();
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(catalog));
    String address = "/source/v1/catalog/" + digest + "/signatures";

    Answer answer = anyone.get(address).expect(200);

    byte[] one = anyone.get(CONTENT + "/signature").expect(200).body();
    assertThat(answer.header("Content-Type")).isEqualTo("application/cbor-seq");
    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length);
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(answer.header("Repr-Digest")).isEmpty();
    assertThat(HexFormat.of().formatHex(answer.body()))
        .contains("59%04x".formatted(one.length) + HexFormat.of().formatHex(one));
    assertThat(anyone.get(address, "If-None-Match", answer.header("ETag")).expect(304).body())
        .isEmpty();
    assertThat(anyone.head(address).expect(200).header("Content-Length"))
        .isEqualTo(answer.header("Content-Length"));
    assertThat(anyone.get(address + "?pick=!").expect(400).text()).contains("STATUS_BAD_REQUEST");
    assertThat(anyone.get(address + "?from=0").expect(400).text()).contains("STATUS_BAD_REQUEST");
    assertThat(anyone.get(address.replace(digest, "0".repeat(64))).expect(404).text())
        .contains("STATUS_NOT_FOUND");
  }

  /** The digest of something that nobody has, as a structured field has it. */
  private static final String NONE = "A".repeat(43) + "=";

  @ParameterizedTest
  @ValueSource(strings = {"/source/v1", "/api/v1"})
  void aPlainRead_isAnsweredAsTheResourcesWould(String base) throws Exception {
    Freshseal.of(Shared.server()).runRelay();
    String shrunk = base + "/objects/" + hex(RULES);
    Eventually.until(
        "it is ready as zstd",
        Duration.ofSeconds(30),
        () -> !anyone.get(shrunk, "Accept-Encoding", "zstd").header("Content-Encoding").isEmpty());
    String coded = anyone.get(shrunk, "Accept-Encoding", "zstd").header("ETag");
    String large = base + "/objects/" + hex(BYTES);
    String small = base + "/objects/" + hex(anyone.get(CONTENT + "/signature").body());
    for (String path : List.of(base + "/catalog", large, shrunk, small, base + "/objects/none")) {
      String tag = anyone.head(path).header("ETag");
      for (List<String> headers :
          List.of(
              List.of("Accept", "*/*"),
              List.of("Accept", "image/png"),
              List.of("Accept-Encoding", "gzip"),
              List.of("Accept-Encoding", "zstd"),
              List.of("Accept-Encoding", "br, zstd;q=0.5"),
              List.of("Accept-Encoding", "zstd;q=0"),
              List.of("Accept-Encoding", "zstd, dcz", "Available-Dictionary", ":" + NONE + ":"),
              List.of("Accept-Encoding", "dcz", "Available-Dictionary", "none"),
              List.of("Available-Dictionary", ":" + NONE + ":", "Sec-Fetch-Site", "cross-site"),
              List.of("Accept-Encoding", "zstd", "If-None-Match", coded),
              List.of("Accept-Encoding", "zstd", "If-None-Match", tag.isEmpty() ? "*" : tag),
              List.of("If-None-Match", coded),
              List.of("If-None-Match", tag.isEmpty() ? "*" : tag),
              List.of("If-None-Match", "\"other\", W/" + tag),
              List.of("If-None-Match", "no tag"))) {
        for (String method : List.of("GET", "HEAD")) {
          assertThat(told(method, path, headers, Map.of()))
              .as(method + " " + path + " " + headers)
              // A preference that is none keeps it from the fast lane.
              .isEqualTo(told(method, path, headers, Map.of("Prefer", "nothing")));
        }
      }
    }
    assertThat(anyone.get(large).body()).isEqualTo(BYTES);
    assertThat(Files.readString(Shared.server().data().resolve("log/server-0.log"), ISO_8859_1))
        .as("the lane is there to be compared")
        .containsPattern("plain reads have a lane of their own, on [1-9]");
  }

  @Test
  void plainReads_areCountedWhereOperatorsLook() throws Exception {
    Freshseal freshseal = Freshseal.of(Shared.server());
    freshseal.runRelay();
    JsonObject before = freshseal.relay().getJsonObject("directReads");
    String large = "/api/v1/objects/" + hex(BYTES);
    List<String> any = List.of("Accept", "*/*");

    told("GET", large, any, Map.of());
    told("GET", large, List.of("If-None-Match", '"' + hex(BYTES) + '"'), Map.of());
    told("GET", large, any, Map.of("Prefer", "nothing"));

    JsonObject after =
        Eventually.untilGet(
            "the bytes are counted",
            Duration.ofSeconds(20),
            () -> freshseal.relay().getJsonObject("directReads"),
            now -> grown(before, now, "bytes") >= BYTES.length);
    assertThat(grown(before, after, "whole")).isGreaterThanOrEqualTo(1);
    assertThat(grown(before, after, "unchanged")).isGreaterThanOrEqualTo(1);
    assertThat(admin.get("/metrics?scope=application").expect(200).text())
        .containsPattern(
            "freshseal_direct_answers[^\n]*base=\"relay\"[^\n]*status=\"200\"[^\n]* [1-9]")
        .containsPattern("freshseal_direct_bytes[^\n]*base=\"relay\"[^\n]* [1-9]")
        .containsPattern("freshseal_direct_bytes[^\n]*base=\"source\"");
  }

  private static long grown(JsonObject before, JsonObject after, String figure) {
    return after.getJsonNumber(figure).longValue() - before.getJsonNumber(figure).longValue();
  }

  private static String hex(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  // By HTTP/1.1: a client that offers to change the protocol is no plain one.
  private static String told(
      String method, String path, List<String> headers, Map<String, String> further) {
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: x\r\n");
    for (int i = 0; i < headers.size(); i += 2) {
      request.append(headers.get(i)).append(": ").append(headers.get(i + 1)).append("\r\n");
    }
    further.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    RawHttp answer =
        RawHttp.send(URI.create(Shared.server().url("/")), request + "Connection: close\r\n\r\n");
    return String.join("\n", new TreeSet<>(answer.head().lines().toList())) + answer.body();
  }

  @Test
  void moreThanMayDownload_areToldWhenToComeAgain_andTheRestGoesOn() throws Exception {
    byte[] content = Bytes.of(40_000_000, 7);
    Freshseal freshseal = Freshseal.of(Shared.server());
    freshseal.publish("serving-large", "1.0", content);
    String object = "/source/v1/objects/" + hex(content);
    String named = "/source/v1/components/serving-large/1.0";
    freshseal.set("serving.max-downloads", "1");
    try {
      try (Socket slow = new Socket("127.0.0.1", Shared.server().port())) {
        slow.getOutputStream()
            .write(
                ("GET " + object + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        assertThat(slow.getInputStream().read()).isEqualTo('H');
        for (String path : List.of(object, named)) {
          assertRefused(path);
        }
        anyone.get("/source/v1/catalog").expect(200);
        anyone.get(CONTENT + "/signature").expect(200);
        admin.get("/api/v1/relay").expect(200);
      }
      Eventually.until(
          "the place is free again",
          Duration.ofSeconds(20),
          () -> anyone.get(object).status() == 200);
      freshseal.set("serving.max-bandwidth", "80MB");
      assertThat(anyone.get(named).expect(200).body()).isEqualTo(content);
      assertThat(anyone.get(object).expect(200).body()).isEqualTo(content);
    } finally {
      admin.delete("/api/v1/settings/serving.max-bandwidth");
      admin.delete("/api/v1/settings/serving.max-downloads");
    }
  }

  private static void assertRefused(String path) {
    Answer refused = anyone.get(path).expect(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 15);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().getString("code")).isEqualTo("STATUS_TOO_MANY_REQUESTS");
    assertThat(refused.header("ETag")).isEmpty();
    anyone.head(path).expect(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/source/v1/catalog",
        "/source/v1/components",
        "/source/v1/components/serving",
        CONTENT,
        CONTENT + "/signature",
        "/source/v1/anchors"
      })
  void everything_isRevalidatedByItsTag_andAnswersHeadWithoutABody(String path) {
    Answer whole = anyone.get(path).expect(200);
    String tag = whole.header("ETag");

    Answer head = anyone.head(path).expect(200);
    Answer same = anyone.get(path, "If-None-Match", "\"other\", W/" + tag).expect(304);
    Answer other = anyone.get(path, "If-None-Match", "\"other\"").expect(200);

    assertThat(head.body()).isEmpty();
    assertThat(head.header("ETag")).isEqualTo(tag);
    assertThat(head.header("Content-Length")).isEqualTo(Integer.toString(whole.body().length));
    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);
    assertThat(same.header("Cache-Control")).isEqualTo(whole.header("Cache-Control"));
    assertThat(other.body()).isEqualTo(whole.body());
    assertThat(anyone.get(path, "If-Match", "\"other\"").status()).isEqualTo(412);
  }

  @Test
  void theCatalog_isSignedUnlessJsonIsAskedFor_andCachesKeepTheTwoApart() {
    Answer signed = anyone.get("/source/v1/catalog", "Accept", "*/*").expect(200);
    Answer json = anyone.get("/source/v1/catalog", "Accept", "application/json").expect(200);

    assertThat(signed.header("Content-Type")).isEqualTo("application/pkcs7-mime");
    assertThat(json.header("Content-Type")).isEqualTo("application/json");
    assertThat(json.json().getString("format")).isEqualTo("freshseal-catalog/1");
    assertThat(json.header("ETag")).isNotEqualTo(signed.header("ETag"));
    assertThat(signed.header("Vary")).isEqualTo("Accept, Accept-Encoding, Available-Dictionary");
    assertThat(json.header("Vary")).isEqualTo("Accept, Accept-Encoding, Available-Dictionary");
    assertThat(signed.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(new String(signed.body(), StandardCharsets.ISO_8859_1)).contains(json.text());
  }

  @Test
  void aRenewedSignature_hasAnotherTagAndSerial_theContentHasNot() {
    Answer before = anyone.get(CONTENT + "/signature").expect(200);
    String contentTag = anyone.head(CONTENT).header("ETag");

    admin.post("/source/v1/signatures/renew?component=serving").expect(200);

    Answer after =
        anyone.get(CONTENT + "/signature", "If-None-Match", before.header("ETag")).expect(200);
    assertThat(after.header("Content-Type")).isEqualTo("application/pkcs7-signature");
    assertThat(Integer.parseInt(after.header("Freshseal-Signature-Serial")))
        .isEqualTo(Integer.parseInt(before.header("Freshseal-Signature-Serial")) + 1);
    assertThat(anyone.head(CONTENT).header("ETag")).isEqualTo(contentTag);
  }

  @Test
  void aRelay_namesItsBuildInEveryAnswer_alsoInRefusals() {
    String build = admin.get("/api/v1/relay").expect(200).json().getString("build");

    assertThat(anyone.get("/api/v1/relay").header("Freshseal-Relay-Build")).isEqualTo(build);
    assertThat(anyone.get("/api/v1/nothing").header("Freshseal-Relay-Build")).isEqualTo(build);
    assertThat(anyone.get("/api/v1/settings").header("Freshseal-Relay-Build")).isEqualTo(build);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"catalog", "components", "components/serving/1.0", "anchors", "nothing", "staged"})
  void aSource_neverPassesForARelay(String path) {
    Answer answer = anyone.get("/source/v1/" + path);

    assertThat(answer.status()).isIn(200, 401, 404);
    assertThat(answer.response().headers().firstValue("Freshseal-Relay-Build")).isEmpty();
  }

  @Test
  void whatASignatureFileWasAcceptedOn_isAFieldOfSourceAndRelay() {
    Freshseal freshseal = Freshseal.of(Shared.server());
    freshseal.publish("serving-basis", "1.0", Freshseal.bytes("basis"));
    assertThat(freshseal.runRelay().getString("state")).isEqualTo("COMPLETED");

    for (String base : List.of(Freshseal.SOURCE, Freshseal.RELAY)) {
      JsonObject signature =
          Eventually.untilGet(
              "the signature file is judged at " + base,
              Duration.ofSeconds(20),
              () -> freshseal.held(base, "serving-basis").getJsonObject("signature"),
              judged -> judged.containsKey("basis"));
      assertThat(signature.getString("basis")).isEqualTo("STRICT");
      assertThat(signature.getString("timestamp")).isNotEmpty();
    }
    assertThat(freshseal.relay().getInt("timestamped")).isZero();
  }

  @Test
  void theTimestampAuthority_isUnderstoodByOpenssl() throws IOException {
    Path folder = Distribution.folder("timestamps");
    Files.copy(Freshseal.of(Shared.server()).anchors(), folder.resolve("anchors.pem"));
    Files.write(folder.resolve("F"), BYTES);
    openssl(folder, "-query", "-data", "F", "-sha256", "-cert", "-out", "q").expect(0);

    Answer answer = stamp(admin, Files.readAllBytes(folder.resolve("q"))).expect(200);

    assertThat(answer.header("Content-Type")).isEqualTo("application/timestamp-reply");
    Files.write(folder.resolve("r"), answer.body());
    String[] verify = {"-verify", "-in", "r", "-queryfile", "q", "-CAfile", "anchors.pem"};
    assertThat(openssl(folder, verify).expect(0).out()).contains("Verification: OK");
    openssl(folder, "-query", "-data", "anchors.pem", "-sha256", "-cert", "-out", "q").expect(0);
    assertThat(openssl(folder, verify).exit()).isNotZero();
  }

  @Test
  void whatIsNoTimestampRequest_isRefusedByHttpOrWithinTheProtocol() throws IOException {
    Path folder = Distribution.folder("no-timestamps");
    byte[] garbage = Freshseal.bytes("no request");

    assertThat(stamp(anyone, garbage).status()).isEqualTo(401);
    assertThat(admin.post(TIMESTAMP, "text/plain", "no request").status()).isEqualTo(415);
    assertThat(stamp(admin, new byte[4097]).status()).isEqualTo(413);
    Files.write(folder.resolve("r"), stamp(admin, garbage).expect(200).body());
    assertThat(openssl(folder, "-reply", "-in", "r", "-text").out())
        .contains("Status: Rejected")
        .contains("TST info:\nNot included.");
  }

  private static Answer stamp(Http caller, byte[] request) {
    return caller.send(
        caller
            .request(TIMESTAMP)
            .header("Content-Type", "application/timestamp-query")
            .POST(BodyPublishers.ofByteArray(request)));
  }

  private static Command openssl(Path folder, String... words) {
    return Command.run(
        Stream.concat(Stream.of("openssl", "ts"), Arrays.stream(words)).toList(), Map.of(), folder);
  }

  @Test
  void theDescription_namesTheOperationsThatAnswer() {
    String description = anyone.get("/openapi").expect(200).text();

    assertThat(description).contains("title: Freshseal", "/source/v1/signatures/renew:");
  }
}
