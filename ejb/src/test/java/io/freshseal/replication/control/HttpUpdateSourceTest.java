package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.RawServer;
import io.freshseal.replication.control.http.Route;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Admission;
import io.freshseal.vault.control.PartialObject;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpdateSourceTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofMillis(1500),
          1000,
          Duration.ofMillis(200),
          4096,
          20_000,
          3,
          Duration.ZERO);
  private static final byte[] OBJECT = bytes(10_000);
  private static final Sha256 NAME = Sha256.of(OBJECT);
  private static final String OK = "HTTP/1.1 200 OK";
  private static final String BINARY = "Content-Type: application/octet-stream";

  @TempDir Path directory;
  private Vault vault;
  private RawServer server;
  private HttpUpdateSource source;

  @BeforeEach
  void open() throws IOException {
    vault = Vault.open(StorePlaces.in(directory), Clock.systemUTC());
  }

  @AfterEach
  void close() throws IOException {
    if (server != null) {
      server.close();
    }
    vault.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  private static byte[] from(int offset) {
    return Arrays.copyOfRange(OBJECT, offset, OBJECT.length);
  }

  private static byte[] upTo(int end) {
    return Arrays.copyOf(OBJECT, end);
  }

  private HttpUpdateSource serve(RawServer.Script script) {
    server = new RawServer(script);
    source = new HttpUpdateSource(BaseUrl.parse(server.base()).orElseThrow(), QUICK);
    return source;
  }

  private ObjectAnswer fetchObject() throws IOException {
    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      return source.fetchObject(into);
    }
  }

  private void havingPartial(int length) throws IOException {
    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      into.append(OBJECT, 0, length);
    }
  }

  private long partialLength() throws IOException {
    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      return into.length();
    }
  }

  private Admission complete() throws IOException {
    try (PartialObject into = vault.objects().partial(NAME, OBJECT.length)) {
      return into.complete();
    }
  }

  private List<Path> staged() throws IOException {
    try (var files = Files.list(directory.resolve("staging"))) {
      return files.toList();
    }
  }

  private static StatusCode code(ObjectAnswer answer) {
    return answer instanceof ObjectAnswer.Failed failed ? failed.code() : StatusCode.OK;
  }

  private static StatusCode code(BytesAnswer answer) {
    return answer instanceof BytesAnswer.Failed failed ? failed.code() : StatusCode.OK;
  }

  private static StatusCode code(CatalogAnswer answer) {
    return answer instanceof CatalogAnswer.Failed failed ? failed.code() : StatusCode.OK;
  }

  // catalog

  @Test
  void catalog_arrivesWithItsTag() {
    serve(
        (request, wire) ->
            wire.head(
                    OK,
                    "Content-Type: application/pkcs7-mime; smime-type=signed-data",
                    "ETag: \"abc\"",
                    "Date: Sun, 22 Nov 2026 10:00:00 GMT",
                    "Freshseal-Relay-Build: 20.0.0-1336",
                    "Content-Length: 3")
                .text("cms"));
    assertThat(source.relayBuild()).isEmpty();
    CatalogAnswer.Fetched fetched = (CatalogAnswer.Fetched) source.fetchCatalog(Optional.empty());
    assertThat(fetched.bytes()).asString().isEqualTo("cms");
    assertThat(fetched.etag()).contains("\"abc\"");
    assertThat(source.relayBuild()).contains("20.0.0-1336");
    assertThat(source.date()).contains(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(server.requests().get(0).line()).isEqualTo("GET /api/v1/catalog HTTP/1.1");
    assertThat(server.requests().get(0).header("If-None-Match")).isNull();
    assertThat(server.requests().get(0).header("Authorization")).isNull();
  }

  @Test
  void relay_saysThatItIsOne_andAnAgentDoesNot() {
    serve((request, wire) -> wire.head("HTTP/1.1 304 Not Modified", "ETag: \"abc\""));
    new HttpUpdateSource(
            Route.direct(source.base()),
            QUICK,
            new ClockPeers(List.of(), QUICK),
            () -> Optional.of("26.0.0-100"))
        .fetchCatalog(Optional.of("\"abc\""));
    source.fetchCatalog(Optional.of("\"abc\""));

    assertThat(server.requests())
        .extracting(request -> request.header("Freshseal-Relay-Build"))
        .containsExactly("26.0.0-100", null);
  }

  @Test
  void catalogUnchanged_isNotFetchedAgain() {
    serve((request, wire) -> wire.head("HTTP/1.1 304 Not Modified", "ETag: \"abc\""));
    assertThat(source.fetchCatalog(Optional.of("\"abc\"")))
        .isInstanceOf(CatalogAnswer.NotModified.class);
    assertThat(server.requests().get(0).header("If-None-Match")).isEqualTo("\"abc\"");
  }

  @Test
  void notModifiedWithoutCondition_isABadAnswer() {
    serve((request, wire) -> wire.head("HTTP/1.1 304 Not Modified"));
    assertThat(code(source.fetchCatalog(Optional.empty()))).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, SOURCE_INCOMPLETE",
    "410 Gone, SOURCE_INCOMPLETE",
    "500 Internal Server Error, SOURCE_UNREACHABLE",
    "503 Service Unavailable, SOURCE_UNREACHABLE",
    "302 Found, SOURCE_BAD_ANSWER",
    "401 Unauthorized, SOURCE_BAD_ANSWER",
    "204 No Content, SOURCE_BAD_ANSWER",
    "206 Partial Content, SOURCE_BAD_ANSWER",
  })
  void status_hasItsCode(String status, StatusCode expected) throws IOException {
    serve(
        (request, wire) ->
            wire.head(
                "HTTP/1.1 " + status,
                "Location: http://127.0.0.1:1/",
                status.startsWith("204") ? "X-Empty: yes" : "Content-Length: 0"));
    assertThat(code(source.fetchCatalog(Optional.empty()))).isEqualTo(expected);
    assertThat(code(source.fetchBytes(NAME, 5))).isEqualTo(expected);
    assertThat(code(fetchObject())).isEqualTo(expected);
    assertThat(server.requests()).as("asked once each, never elsewhere").hasSize(3);
    assertThat(staged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "TEXT/HTML; charset=utf-8", "application/json", "image/png"})
  void pageWithStatus200_isABadAnswer(String type) throws IOException {
    serve(
        (request, wire) ->
            wire.head(OK, "Content-Type: " + type, "Content-Length: 6").text("<html>"));
    assertThat(code(source.fetchCatalog(Optional.empty()))).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(code(source.fetchBytes(NAME, 6))).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(code(fetchSignature())).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(code(fetchObject())).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(staged()).isEmpty();
  }

  @Test
  void encodedBytes_areABadAnswer() {
    serve(
        (request, wire) ->
            wire.head(OK, BINARY, "Content-Encoding: gzip", "Content-Length: 5").text("hello"));
    assertThat(code(source.fetchBytes(NAME, 5))).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
  }

  @Test
  void catalogAboveTheBound_isTooLargeWhetherAnnouncedOrNot() {
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 20001").stall());
    assertThat(code(source.fetchCatalog(Optional.empty()))).isEqualTo(StatusCode.TOO_LARGE);
    server.become((request, wire) -> wire.head(OK, BINARY).flood(new byte[4096]));
    assertThat(code(source.fetchCatalog(Optional.empty()))).isEqualTo(StatusCode.TOO_LARGE);
  }

  @Test
  void silentSource_isTooSlowAndAskedOnce() {
    serve((request, wire) -> wire.stall());
    assertThat(code(source.fetchCatalog(Optional.empty()))).isEqualTo(StatusCode.TOO_SLOW);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void brokenConnection_isTriedAgainABoundedNumberOfTimes() {
    serve((request, wire) -> wire.text(""));
    CatalogAnswer.Failed failed = (CatalogAnswer.Failed) source.fetchCatalog(Optional.empty());
    assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(failed.sentence().english()).contains(server.base() + "/catalog").endsWith(".");
    // The Java runtime itself repeats a GET once if the connection ends before a byte came back.
    assertThat(server.requests()).hasSizeBetween(QUICK.attempts(), 2 * QUICK.attempts());
  }

  @Test
  void brokenConnection_isMendedByAnotherAttempt() {
    serve(
        (request, wire) -> {
          if (server.requests().size() > 1) {
            wire.head(OK, BINARY, "Content-Length: 3").text("cms");
          }
        });
    assertThat(source.fetchCatalog(Optional.empty())).isInstanceOf(CatalogAnswer.Fetched.class);
  }

  @Test
  void foreignText_isBoundedAndPrintable() {
    serve(
        (request, wire) ->
            wire.head(
                OK,
                "Content-Type: text/html",
                "Freshseal-Relay-Build: " + "9".repeat(1000),
                "Date: yesterday",
                "Content-Length: 0"));
    CatalogAnswer.Failed failed = (CatalogAnswer.Failed) source.fetchCatalog(Optional.empty());
    assertThat(failed.sentence().english()).hasSizeLessThan(500).matches("[\\x20-\\x7e]+");
    assertThat(source.relayBuild().orElseThrow()).hasSizeLessThan(300);
    assertThat(source.date()).isEmpty();
  }

  // signature files

  private BytesAnswer fetchSignature() {
    return source.fetchSignature(
        new ComponentId("pattern.a"), new ComponentVersion("19.421.00"), 100);
  }

  @Test
  void signatureFile_arrivesWithTheClaimedSerial() {
    serve(
        (request, wire) ->
            wire.head(
                    OK,
                    "Content-Type: application/pkcs7-signature",
                    "Freshseal-Signature-Serial: 7",
                    "Content-Length: 5")
                .text("hello"));
    BytesAnswer.Fetched fetched = (BytesAnswer.Fetched) fetchSignature();
    assertThat(fetched.bytes()).asString().isEqualTo("hello");
    assertThat(fetched.serial()).isEqualTo(OptionalLong.of(7));
    assertThat(server.requests().get(0).line())
        .isEqualTo("GET /api/v1/components/pattern.a/19.421.00/signature HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "seven", "99999999999999999999", ""})
  void claimedSerialThatIsNone_isIgnored(String serial) {
    serve(
        (request, wire) ->
            wire.head(OK, BINARY, "Freshseal-Signature-Serial: " + serial, "Content-Length: 1")
                .text("x"));
    assertThat(((BytesAnswer.Fetched) fetchSignature()).serial()).isEmpty();
  }

  @Test
  void endlessSignatureFile_isTooLarge() {
    serve((request, wire) -> wire.head(OK, BINARY).flood(new byte[4096]));
    assertThat(code(fetchSignature())).isEqualTo(StatusCode.TOO_LARGE);
  }

  @Test
  void smallObjectOfAnotherLength_isRefused() {
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 9").text("too long!"));
    assertThat(code(source.fetchBytes(NAME, 5))).isEqualTo(StatusCode.TOO_LARGE);
    server.become((request, wire) -> wire.head(OK, BINARY, "Content-Length: 2").text("no"));
    assertThat(code(source.fetchBytes(NAME, 5))).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    server.become((request, wire) -> wire.head(OK, BINARY).text("no"));
    assertThat(code(source.fetchBytes(NAME, 5))).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    server.become((request, wire) -> wire.head(OK, BINARY, "Content-Length: 5").text("hello"));
    assertThat(code(source.fetchBytes(NAME, 5))).isEqualTo(StatusCode.OK);
  }

  // objects

  @Test
  void object_arrivesWhole() throws IOException {
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 10000").bytes(OBJECT));
    assertThat(fetchObject()).isEqualTo(new ObjectAnswer.Delivered(10_000));
    assertThat(complete()).isEqualTo(Admission.ADMITTED);
    assertThat(server.requests().get(0).line())
        .isEqualTo("GET /api/v1/objects/" + NAME + " HTTP/1.1");
    assertThat(staged()).isEmpty();
  }

  @Test
  void brokenTransfer_isResumedWithinTheRunOnTheSameTag() throws IOException {
    serve(
        (request, wire) -> {
          if (request.header("Range") == null) {
            wire.head(OK, BINARY, "ETag: \"t\"", "Content-Length: 10000").bytes(upTo(4000));
          } else {
            wire.head(
                    "HTTP/1.1 206 Partial Content",
                    BINARY,
                    "Content-Range: bytes 4000-9999/10000",
                    "Content-Length: 6000")
                .bytes(from(4000));
          }
        });
    assertThat(fetchObject()).isEqualTo(new ObjectAnswer.Delivered(10_000));
    assertThat(server.requests().get(1).header("Range")).isEqualTo("bytes=4000-");
    assertThat(server.requests().get(1).header("If-Range")).isEqualTo("\"t\"");
    assertThat(complete()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void brokenTransfer_isResumedInALaterRun() throws IOException {
    havingPartial(2500);
    serve(
        (request, wire) ->
            wire.head(
                    "HTTP/1.1 206 Partial Content",
                    BINARY,
                    "Content-Range: bytes 2500-9999/10000",
                    "Content-Length: 7500")
                .bytes(from(2500)));
    assertThat(fetchObject()).isEqualTo(new ObjectAnswer.Delivered(7500));
    assertThat(server.requests().get(0).header("Range")).isEqualTo("bytes=2500-");
    assertThat(server.requests().get(0).header("If-Range")).isNull();
    assertThat(complete()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void sourceThatIgnoresRange_isFollowedFromTheFront() throws IOException {
    havingPartial(2500);
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 10000").bytes(OBJECT));
    assertThat(fetchObject()).isEqualTo(new ObjectAnswer.Delivered(10_000));
    assertThat(complete()).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void sourceThatCannotResume_isAskedAnew() throws IOException {
    havingPartial(2500);
    serve(
        (request, wire) -> {
          if (request.header("Range") != null) {
            wire.head("HTTP/1.1 416 Range Not Satisfiable", "Content-Length: 0");
          } else {
            wire.head(OK, BINARY, "Content-Length: 10000").bytes(OBJECT);
          }
        });
    assertThat(fetchObject()).isEqualTo(new ObjectAnswer.Delivered(10_000));
    assertThat(complete()).isEqualTo(Admission.ADMITTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-9999/10000",
        "bytes 2500-9999/99999",
        "bytes 2501-9999/10000",
        "bytes 2500-2600/10000",
        "bytes */10000",
        "garbage",
      })
  void otherRangeThanAskedFor_isABadAnswerAndThePartStays(String range) throws IOException {
    havingPartial(2500);
    serve(
        (request, wire) ->
            wire.head("HTTP/1.1 206 Partial Content", BINARY, "Content-Range: " + range)
                .bytes(OBJECT));
    assertThat(code(fetchObject())).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(partialLength()).isEqualTo(2500);
  }

  @Test
  void finishedPart_needsNoRequest() throws IOException {
    havingPartial(10_000);
    serve((request, wire) -> wire.stall());
    assertThat(fetchObject()).isEqualTo(new ObjectAnswer.Delivered(0));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void truncatingSource_leavesTheResumablePartAlone() throws IOException {
    List<Integer> offsets = new ArrayList<>();
    serve(
        (request, wire) -> {
          String range = request.header("Range");
          int at = range == null ? 0 : Integer.parseInt(range.replaceAll("[^0-9]", ""));
          offsets.add(at);
          String length = "Content-Length: " + (10_000 - at);
          if (at == 0) {
            wire.head(OK, BINARY, length);
          } else {
            wire.head(
                "HTTP/1.1 206 Partial Content",
                BINARY,
                length,
                "Content-Range: bytes %d-9999/10000".formatted(at));
          }
          wire.bytes(Arrays.copyOfRange(OBJECT, at, at + 1000));
        });
    ObjectAnswer answer = fetchObject();
    assertThat(code(answer)).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(answer.received()).isEqualTo(3000);
    assertThat(offsets).containsExactly(0, 1000, 2000);
    assertThat(partialLength()).isEqualTo(3000);
    assertThat(vault.objects().find(NAME)).isEmpty();
  }

  @Test
  void objectThatEndsEarlyInGoodOrder_isABadAnswerAndThePartStays() throws IOException {
    serve(
        (request, wire) ->
            wire.head(OK, BINARY, "Transfer-Encoding: chunked")
                .text("64\r\n")
                .bytes(upTo(100))
                .text("\r\n0\r\n\r\n"));
    assertThat(code(fetchObject())).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(partialLength()).isEqualTo(100);
  }

  @Test
  void announcedLengthThatIsLonger_isTooLargeBeforeAByteIsTaken() throws IOException {
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 10001").bytes(OBJECT));
    assertThat(code(fetchObject())).isEqualTo(StatusCode.TOO_LARGE);
    assertThat(staged()).isEmpty();
  }

  @Test
  void announcedLengthThatIsShorter_isABadAnswerBeforeAByteIsTaken() throws IOException {
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 9999").bytes(OBJECT));
    assertThat(code(fetchObject())).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
    assertThat(staged()).isEmpty();
  }

  @Test
  void endlessObject_isTooLargeAndNothingStays() throws IOException {
    serve((request, wire) -> wire.head(OK, BINARY).flood(new byte[4096]));
    assertThat(code(fetchObject())).isEqualTo(StatusCode.TOO_LARGE);
    assertThat(staged()).isEmpty();
  }

  @Test
  void stallingObject_isTooSlowAndThePartStays() throws IOException {
    serve(
        (request, wire) ->
            wire.head(OK, BINARY, "Content-Length: 10000").bytes(upTo(5000)).stall());
    ObjectAnswer answer = fetchObject();
    assertThat(code(answer)).isEqualTo(StatusCode.TOO_SLOW);
    assertThat(answer.received()).isEqualTo(5000);
    assertThat(partialLength()).isEqualTo(5000);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void drippingObject_isTooSlow() throws IOException {
    serve(
        (request, wire) -> {
          wire.head(OK, BINARY, "Content-Length: 10000");
          wire.drip(new String(OBJECT, StandardCharsets.ISO_8859_1), 20);
        });
    assertThat(code(fetchObject())).isEqualTo(StatusCode.TOO_SLOW);
  }

  @Test
  void otherBytesOfTheRightLength_areForTheStoreToRefuse() throws IOException {
    serve((request, wire) -> wire.head(OK, BINARY, "Content-Length: 10000").bytes(new byte[10000]));
    assertThat(code(fetchObject())).isEqualTo(StatusCode.OK);
    assertThat(complete()).isEqualTo(Admission.DIGEST_MISMATCH);
    assertThat(staged()).isEmpty();
  }

  @Test
  void emptyObject_needsNoRequest() throws IOException {
    serve((request, wire) -> wire.stall());
    Sha256 empty = Sha256.of(new byte[0]);
    try (PartialObject into = vault.objects().partial(empty, 0)) {
      assertThat(source.fetchObject(into)).isEqualTo(new ObjectAnswer.Delivered(0));
      assertThat(into.complete()).isEqualTo(Admission.ADMITTED);
    }
    assertThat(server.requests()).isEmpty();
  }
}
