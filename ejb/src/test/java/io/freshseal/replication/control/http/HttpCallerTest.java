package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCallerTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofMillis(300),
          Duration.ofMillis(800),
          1000,
          Duration.ofMillis(200),
          4096,
          1 << 20,
          1,
          Duration.ZERO);

  private final HttpCaller caller =
      new HttpCaller(BaseUrl.parse("http://127.0.0.1").orElseThrow(), QUICK);
  private RawServer server;

  @AfterEach
  void closeServer() {
    if (server != null) {
      server.close();
    }
  }

  private HttpAnswer get(RawServer.Script script) throws HttpFault {
    server = new RawServer(script);
    return caller.get(URI.create(server.base() + "/catalog"), Map.of());
  }

  private HttpFault refused(RawServer.Script script) {
    return catchThrowableOfType(
        HttpFault.class,
        () -> {
          try (HttpAnswer answer = get(script)) {
            answer.body().readAllBytes();
          }
        });
  }

  @Test
  void properAnswer_arrivesWhole() throws IOException {
    try (HttpAnswer answer =
        get((request, wire) -> wire.head("HTTP/1.1 200 OK", "Content-Length: 5").text("hello"))) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body().readAllBytes()).asString().isEqualTo("hello");
      assertThat(answer.body().read()).isEqualTo(-1);
    }
    assertThat(server.requests().get(0).header("Accept-Encoding")).isNull();
  }

  @Test
  void chunkedAnswer_arrivesWhole() throws IOException {
    try (HttpAnswer answer =
        get(
            (request, wire) ->
                wire.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked")
                    .text("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"))) {
      assertThat(answer.body().readAllBytes()).asString().isEqualTo("hello");
    }
  }

  @Test
  void redirect_isNotFollowed() throws IOException {
    try (HttpAnswer answer =
        get(
            (request, wire) ->
                wire.head(
                    "HTTP/1.1 302 Found",
                    "Location: " + server.base() + "/elsewhere",
                    "Content-Length: 0"))) {
      assertThat(answer.status()).isEqualTo(302);
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void nothingListening_isUnreachable() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    HttpFault fault =
        catchThrowableOfType(
            HttpFault.class,
            () -> caller.get(URI.create("http://127.0.0.1:" + port + "/x"), Map.of()));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(fault.retryable()).isTrue();
  }

  @Test
  void serverWithoutTlsAtAnHttpsAddress_endsWithACode() {
    server = new RawServer((request, wire) -> wire.text("HTTP/1.1 400 Bad Request\r\n\r\n"));
    BaseUrl https = BaseUrl.parse("https://127.0.0.1:" + server.port()).orElseThrow();
    HttpFault fault =
        catchThrowableOfType(
            HttpFault.class,
            () -> new HttpCaller(https, QUICK).get(https.resolve("catalog"), Map.of()));
    assertThat(fault.code()).isIn(StatusCode.SOURCE_UNREACHABLE, StatusCode.TOO_SLOW);
  }

  @Test
  void unknownHost_isUnreachable() {
    Exception failure = new ConnectException();
    failure.initCause(new UnresolvedAddressException());
    assertThat(HttpFaults.ofRequest(failure).code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(HttpFaults.ofRequest(failure)).hasMessageContaining("name of the host");
  }

  @Test
  void silentServer_isTooSlow() {
    assertThat(refused((request, wire) -> wire.stall()).code()).isEqualTo(StatusCode.TOO_SLOW);
  }

  @Test
  void drippingHeaders_areTooSlow() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.text("HTTP/1.1 200 OK\r\n");
              wire.drip("X-Drip: drop\r\n", 10);
            });
    assertThat(fault.code()).isEqualTo(StatusCode.TOO_SLOW);
  }

  @Test
  void endlessInterimAnswers_areNotWaitedFor() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              byte[] interim = "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(20).getBytes();
              wire.flood(interim);
            });
    assertThat(fault.code()).isIn(StatusCode.TOO_SLOW, StatusCode.SOURCE_BAD_ANSWER);
  }

  @Test
  void stallingBody_isTooSlow() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK", "Content-Length: 10000").text("begin");
              wire.stall();
            });
    assertThat(fault.code()).isEqualTo(StatusCode.TOO_SLOW);
    assertThat(fault.retryable()).isFalse();
  }

  @Test
  void drippingBody_isTooSlow() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK", "Content-Length: 10000");
              wire.drip("x", 20);
            });
    assertThat(fault.code()).isEqualTo(StatusCode.TOO_SLOW);
  }

  @Test
  void bodyFastEnoughButWithoutEnd_isBoundedByTotalTime() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK");
              wire.drip("x".repeat(100), 0);
            });
    assertThat(fault.code()).isEqualTo(StatusCode.TOO_SLOW);
  }

  @Test
  void truncatedBody_isUnreachableAndRetryable() {
    HttpFault fault =
        refused(
            (request, wire) ->
                wire.head("HTTP/1.1 200 OK", "Content-Length: 10000").text("only this"));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(fault.retryable()).isTrue();
  }

  @Test
  void truncatedChunks_areUnreachable() {
    HttpFault fault =
        refused(
            (request, wire) ->
                wire.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked").text("ff\r\nonly"));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
  }

  @Test
  void connectionClosedWithoutAnswer_isUnreachable() {
    HttpFault fault = refused((request, wire) -> wire.text(""));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
    assertThat(fault.retryable()).isTrue();
  }

  @Test
  void garbageInsteadOfHttp_isABadAnswer() {
    HttpFault fault = refused((request, wire) -> wire.text("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
  }

  @Test
  void garbageHeader_isABadAnswer() {
    HttpFault fault =
        refused(
            (request, wire) ->
                wire.head("HTTP/1.1 200 OK", "Bad Header\u0001: x", "Content-Length: 0"));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
  }

  @Test
  void garbageContentLength_isABadAnswer() {
    HttpFault fault =
        refused((request, wire) -> wire.head("HTTP/1.1 200 OK", "Content-Length: many"));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
  }

  @Test
  void garbageChunk_isABrokenTransfer() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked").text("zz\r\nhello\r\n");
              wire.stall();
            });
    // The Java runtime does not tell a broken chunk from a broken connection.
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
  }

  @Test
  void headersAboveTheBound_areABadAnswer() {
    HttpFault fault =
        refused(
            (request, wire) ->
                wire.head("HTTP/1.1 200 OK", "X-Long: " + "x".repeat(5000), "Content-Length: 0"));
    assertThat(fault.code()).isEqualTo(StatusCode.SOURCE_BAD_ANSWER);
  }

  @Test
  void endlessHeader_endsWithACode() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.text("HTTP/1.1 200 OK\r\nX-Long: ");
              wire.flood("x".repeat(8192).getBytes());
            });
    assertThat(fault.code()).isIn(StatusCode.SOURCE_BAD_ANSWER, StatusCode.TOO_SLOW);
  }

  @Test
  void closedAnswer_freesTheConnectionOfAnEndlessBody() throws Exception {
    var ended = new CountDownLatch(1);
    HttpAnswer answer =
        get(
            (request, wire) -> {
              try {
                wire.head("HTTP/1.1 200 OK").flood(new byte[65536]);
              } finally {
                ended.countDown();
              }
            });
    answer.body().readNBytes(100);
    answer.close();
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void interruptedReader_givesUpAndStaysInterrupted() {
    HttpFault fault =
        refused(
            (request, wire) -> {
              wire.head("HTTP/1.1 200 OK", "Content-Length: 10").text("x");
              wire.stall();
            });
    assertThat(fault.code()).isEqualTo(StatusCode.TOO_SLOW);
    Thread.currentThread().interrupt();
    HttpFault second =
        catchThrowableOfType(
            HttpFault.class, () -> caller.get(URI.create(server.base() + "/catalog"), Map.of()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(second.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE);
  }
}
