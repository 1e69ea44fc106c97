package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.publishing.control.TestAuthority.Answer;
import io.freshseal.publishing.entity.TimestampOutage;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.TestPki;
import io.freshseal.trust.TestPki.Identity;
import io.freshseal.trust.TestPki.Wish;
import io.freshseal.trust.control.cms.TimestampExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority elsewhere is foreign: what it answers is bounded, judged, and never waited for. */
class HttpTimestampingTest {

  private static final Instant NOW = TestPki.NOW;
  private static final byte[] SIGNATURE = "a signature".getBytes(StandardCharsets.US_ASCII);
  private static final Identity ROOT = TestPki.selfSigned(Wish.root("Root of time"));
  private static final Identity TSA = TestPki.issue(ROOT, Wish.timestamps("TSA"));
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir Path dir;
  private TestAuthority server;

  @BeforeEach
  void start() throws IOException {
    server = new TestAuthority(TestAuthority.good(TSA, NOW));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpTimestamping client(Duration patience) {
    return new HttpTimestamping(server.address(), Optional.empty(), patience);
  }

  private HttpTimestamping clientKnowing(Identity root) throws IOException {
    Path file = Files.write(dir.resolve("tsa.pem"), TestPki.anchors(root).pem());
    return new HttpTimestamping(server.address(), Optional.of(file), LONG);
  }

  private TimestampOutage failure(HttpTimestamping client) {
    assertThat(client.stamp(SIGNATURE, NOW)).isEmpty();
    assertThat(server.requests()).isEqualTo(1);
    TimestampOutage outage = client.outage().orElseThrow();
    assertThat(outage.authority()).isEqualTo(server.address());
    assertThat(outage.since()).isEqualTo(NOW);
    return outage;
  }

  private void assertFails(Answer answer, StatusCode code, String why) {
    server.answering(answer);
    assertFails(client(LONG), code, why);
  }

  private void assertFails(HttpTimestamping client, StatusCode code, String why) {
    TimestampOutage outage = failure(client);
    assertThat(outage.code()).isEqualTo(code);
    assertThat(outage.why().english()).contains(why);
  }

  @Test
  void goodAnswer_isTaken() throws IOException {
    HttpTimestamping client = clientKnowing(ROOT);

    assertThat(client.stamp(SIGNATURE, NOW)).isPresent();
    assertThat(client.outage()).isEmpty();
  }

  @Test
  void silence_isWaitedForNoLongerThanThePatience() {
    server.answering(server.silence());

    assertFails(client(SHORT), StatusCode.TOO_SLOW, "within PT0.4S");
  }

  @Test
  void answerThatStallsHalfWay_isWaitedForNoLongerThanThePatience() {
    server.answering(server.stalling(new byte[1000]));

    assertFails(client(SHORT), StatusCode.TOO_SLOW, "within PT0.4S");
  }

  @Test
  void endlessAnswer_isCutAtItsBound() {
    assertFails(
        (exchange, request) -> {
          exchange.getResponseHeaders().set("Content-Type", TestAuthority.REPLY);
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          byte[] block = new byte[4096];
          // Ends when nobody reads any more; else the client runs out of patience.
          while (true) {
            out.write(block);
          }
        },
        StatusCode.TOO_LARGE,
        "longer than " + TimestampExchange.MAX_RESPONSE_BYTES + " bytes");
  }

  @Test
  void oneByteTooMany_isRefusedAndTheBoundItselfIsRead() {
    assertFails(
        TestAuthority.bytes(
            TestAuthority.REPLY, new byte[TimestampExchange.MAX_RESPONSE_BYTES + 1]),
        StatusCode.TOO_LARGE,
        "longer than");
    server.answering(
        TestAuthority.bytes(TestAuthority.REPLY, new byte[TimestampExchange.MAX_RESPONSE_BYTES]));
    HttpTimestamping another = client(LONG);

    assertThat(another.stamp(SIGNATURE, NOW)).isEmpty();
    assertThat(another.outage().orElseThrow().code())
        .isEqualTo(StatusCode.DIGITAL_SIGNATURE_TIMESTAMP);
  }

  @Test
  void goodTokenOfAnotherType_isNotTaken() {
    assertFails(
        (exchange, request) ->
            TestAuthority.send(
                exchange, "application/octet-stream", TestAuthority.reply(TSA, request, NOW)),
        StatusCode.SOURCE_BAD_ANSWER,
        "not of the type");
  }

  @Test
  void pageOfHtml_isNotTakenWhateverTypeItClaims() throws IOException {
    byte[] page = "<html>log in</html>".getBytes(StandardCharsets.US_ASCII);
    assertFails(
        TestAuthority.bytes("text/html", page), StatusCode.SOURCE_BAD_ANSWER, "not of the type");
    server.close();
    server = new TestAuthority(TestAuthority.bytes(TestAuthority.REPLY, page));
    assertFails(client(LONG), StatusCode.DIGITAL_SIGNATURE_TIMESTAMP, "grants no token");
  }

  @Test
  void statusOfFailure_isNamed() {
    assertFails(
        (exchange, request) -> exchange.sendResponseHeaders(503, -1),
        StatusCode.SOURCE_BAD_ANSWER,
        "the status 503");
  }

  @Test
  void redirect_isNotFollowed() {
    assertFails(
        (exchange, request) -> {
          exchange.getResponseHeaders().set("Location", server.address().toString());
          exchange.sendResponseHeaders(307, -1);
        },
        StatusCode.SOURCE_BAD_ANSWER,
        "the status 307");
  }

  @Test
  void refusalWithinTheProtocol_isNoToken() {
    assertFails(
        (exchange, request) ->
            TestAuthority.send(
                exchange, TestAuthority.REPLY, TestAuthority.reply(TSA, new byte[3], NOW)),
        StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
        "grants no token");
  }

  @Test
  void emptyAndTruncatedAnswers_areNoToken() throws IOException {
    assertFails(
        TestAuthority.bytes(TestAuthority.REPLY, new byte[0]),
        StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
        "grants no token");
    server.close();
    server =
        new TestAuthority(
            (exchange, request) -> {
              byte[] reply = TestAuthority.reply(TSA, request, NOW);
              TestAuthority.send(
                  exchange, TestAuthority.REPLY, Arrays.copyOf(reply, reply.length / 2));
            });
    assertFails(client(LONG), StatusCode.DIGITAL_SIGNATURE_TIMESTAMP, "grants no token");
  }

  @Test
  void tokenOverAnotherDigestOrWithAnotherNonce_isNoAnswerToThisRequest() throws IOException {
    byte[] other = TimestampExchange.request(Sha256.of(new byte[1]).bytes());
    assertFails(
        (exchange, request) ->
            TestAuthority.send(exchange, TestAuthority.REPLY, TestAuthority.reply(TSA, other, NOW)),
        StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
        "grants no token");
    server.close();
    byte[] sameDigest = TimestampExchange.request(Sha256.of(SIGNATURE).bytes());
    server =
        new TestAuthority(
            (exchange, request) ->
                TestAuthority.send(
                    exchange, TestAuthority.REPLY, TestAuthority.reply(TSA, sameDigest, NOW)));
    assertFails(client(LONG), StatusCode.DIGITAL_SIGNATURE_TIMESTAMP, "grants no token");
  }

  @Test
  void authorityThatEndsAtNoAnchorAtHand_isOfNoUse() throws IOException {
    Identity stranger = TestPki.selfSigned(Wish.root("Stranger"));

    assertFails(
        clientKnowing(stranger), StatusCode.DIGITAL_SIGNATURE_TIMESTAMP, "is of no use to readers");
  }

  @Test
  void authorityOfUnknownAnchors_isTakenAtItsWord() {
    assertThat(client(LONG).stamp(SIGNATURE, NOW)).isPresent();
  }

  @Test
  void expiredAuthority_isOfNoUseWhetherOrNotItsAnchorIsKnown() throws IOException {
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    Identity old =
        TestPki.issue(
            ROOT, Wish.timestamps("Old TSA").valid(NOW.minus(Duration.ofDays(300)), yesterday));
    assertFails(
        TestAuthority.good(old, NOW),
        StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
        "not within the validity of CN=Old TSA");
    HttpTimestamping knowing = clientKnowing(ROOT);
    assertThat(knowing.stamp(SIGNATURE, NOW)).isEmpty();
    assertThat(knowing.outage().orElseThrow().why().english()).contains("CN=Old TSA");
  }

  @Test
  void authorityForOtherThings_isOfNoUse() {
    Identity signer = TestPki.issue(ROOT, Wish.timestamps("Everything").withoutCriticalPurpose());
    server.answering(TestAuthority.good(signer, NOW));

    assertThat(client(LONG).stamp(SIGNATURE, NOW)).isEmpty();
  }

  @Test
  void authorityWhoseClockIsWrong_isOfNoUse() {
    assertFails(
        TestAuthority.good(TSA, NOW.minus(Duration.ofMinutes(6))),
        StatusCode.DIGITAL_SIGNATURE_TIMESTAMP,
        "is not that of the source");
  }

  @Test
  void anchorsThatCannotBeRead_areSaid() {
    Path missing = dir.resolve("missing.pem");

    assertFails(
        new HttpTimestamping(server.address(), Optional.of(missing), LONG),
        StatusCode.STORAGE_FAULT,
        missing.toString());
  }

  @Test
  void nobodyThere_isSaidAtOnce() {
    URI address = server.address();
    server.close();
    HttpTimestamping client = new HttpTimestamping(address, Optional.empty(), LONG);

    assertThat(client.stamp(SIGNATURE, NOW)).isEmpty();
    assertThat(client.outage().orElseThrow().code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
  }

  @Test
  void failure_earnsFiveMinutesOfRestAndAGoodAnswerEndsIt() {
    server.answering((exchange, request) -> exchange.sendResponseHeaders(500, -1));
    HttpTimestamping client = client(LONG);
    client.stamp(SIGNATURE, NOW);
    Instant before = NOW.plus(HttpTimestamping.REST).minusMillis(1);

    assertThat(client.stamp(SIGNATURE, before)).isEmpty();
    assertThat(server.requests()).isEqualTo(1);
    Instant after = NOW.plus(HttpTimestamping.REST);
    client.stamp(SIGNATURE, after);
    assertThat(server.requests()).isEqualTo(2);
    assertThat(client.outage().orElseThrow().since()).isEqualTo(NOW);
    server.answering(TestAuthority.good(TSA, after.plus(HttpTimestamping.REST)));

    assertThat(client.stamp(SIGNATURE, after.plus(HttpTimestamping.REST))).isPresent();
    assertThat(client.outage()).isEmpty();
  }
}
