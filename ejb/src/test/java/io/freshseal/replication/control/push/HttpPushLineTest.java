package io.freshseal.replication.control.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.replication.entity.Reach;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of the answers of old, new, full and strange servers. */
class HttpPushLineTest {

  private static final Optional<String> TAG = Optional.of("\"one\"");
  private static final Duration WAIT = Duration.ofSeconds(50);

  private HttpServer server;
  private volatile String method;
  private volatile Headers asked;
  private volatile int status = 304;
  private final Headers headers = new Headers();
  private final HttpPushLine line =
      new HttpPushLine(TransferLimits.DEFAULT, () -> Optional.of("26.0.0-100"));

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/catalog",
        exchange -> {
          method = exchange.getRequestMethod();
          asked = exchange.getRequestHeaders();
          exchange.getResponseHeaders().putAll(headers);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private WaitAnswer ask(Optional<String> tag) {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
    return line.ask(Reach.direct(base), tag, WAIT);
  }

  private WaitAnswer answered(int with, Optional<String> tag, String... pairs) {
    status = with;
    headers.clear();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.set(pairs[i], pairs[i + 1]);
    }
    return ask(tag);
  }

  @Test
  void request_isStandardHttp_andNamesTheRelay() {
    ask(TAG);
    assertThat(method).isEqualTo("HEAD");
    assertThat(asked.getFirst("If-None-Match")).isEqualTo("\"one\"");
    assertThat(asked.getFirst("Prefer")).isEqualTo("wait=50");
    assertThat(asked.getFirst("Freshseal-Relay-Build")).isEqualTo("26.0.0-100");
    ask(Optional.empty());
    assertThat(asked.containsKey("If-None-Match")).isFalse();
  }

  @Test
  void serverThatWaited_isToldByWhatItApplied() {
    assertThat(answered(304, TAG, "Preference-Applied", "wait=50"))
        .isEqualTo(new WaitAnswer.Waited());
    assertThat(answered(404, Optional.empty(), "Preference-Applied", "wait=50"))
        .as("nothing published yet")
        .isEqualTo(new WaitAnswer.Waited());
  }

  @Test
  void olderServer_answersAtOnce_andIsNotTakenForOneThatWaits() {
    assertThat(answered(304, TAG)).isEqualTo(new WaitAnswer.NotWaiting(Optional.empty()));
    assertThat(answered(404, Optional.empty()))
        .isEqualTo(new WaitAnswer.NotWaiting(Optional.empty()));
  }

  @Test
  void cacheThatAnswersWithTheSameCatalog_isNoNews() {
    assertThat(answered(200, TAG, "ETag", "\"one\""))
        .isEqualTo(new WaitAnswer.NotWaiting(Optional.empty()));
  }

  @Test
  void fullServer_saysWhenToComeAgain_unlessThatIsNonsense() {
    assertThat(answered(304, TAG, "Retry-After", "60"))
        .isEqualTo(new WaitAnswer.NotWaiting(Optional.of(Duration.ofSeconds(60))));
    assertThat(answered(304, TAG, "Retry-After", "99999999999999"))
        .isEqualTo(new WaitAnswer.NotWaiting(Optional.empty()));
  }

  @Test
  void otherCatalog_isNews_withItsTagIfThatIsStrong() {
    assertThat(answered(200, TAG, "ETag", "\"two\""))
        .isEqualTo(new WaitAnswer.Changed(Optional.of("\"two\"")));
    assertThat(answered(200, TAG, "ETag", "W/\"two\""))
        .isEqualTo(new WaitAnswer.Changed(Optional.empty()));
  }

  @Test
  void whateverElse_isAFailure() {
    for (int other : new int[] {404, 405, 429, 500, 503}) {
      assertThat(answered(other, TAG)).isInstanceOf(WaitAnswer.Failed.class);
    }
    server.stop(0);
    assertThat(ask(TAG))
        .isInstanceOfSatisfying(
            WaitAnswer.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
  }
}
