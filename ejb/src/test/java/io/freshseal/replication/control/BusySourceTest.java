package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source that has too much to do is asked again when it says so, and is no broken source. */
class BusySourceTest {

  private static final TransferLimits QUICK =
      new TransferLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          1000,
          Duration.ofSeconds(5),
          4096,
          300_000,
          3,
          Duration.ZERO);
  private static final byte[] BYTES = "what was asked for".getBytes();

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private int status;
  private String again;
  private int refusals;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (asked.incrementAndGet() > refusals) {
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES);
          } else {
            if (!again.isEmpty()) {
              exchange.getResponseHeaders().set("Retry-After", again);
            }
            exchange.sendResponseHeaders(status, -1);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private HttpUpdateSource source() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new HttpUpdateSource(BaseUrl.parse(url).orElseThrow(), QUICK);
  }

  private BytesAnswer fetch() {
    return source().fetchBytes(Sha256.of(BYTES), BYTES.length);
  }

  @ParameterizedTest
  @CsvSource({"429, 0", "503, 0", "429, 1"})
  void sourceThatSaysWhen_isAskedAgain(int refusal, String when) {
    status = refusal;
    again = when;
    refusals = 1;

    assertThat(fetch()).isInstanceOf(BytesAnswer.Fetched.class);
    assertThat(asked).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({"429, ''", "429, 3600", "429, soon", "429, -1", "503, ''"})
  void sourceThatSaysNothingOfUse_isOutOfReach_andNotPressed(int refusal, String when) {
    status = refusal;
    again = when;
    refusals = Integer.MAX_VALUE;

    assertThat(fetch())
        .isInstanceOfSatisfying(
            BytesAnswer.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
    assertThat(asked).hasValue(1);
  }

  @Test
  void sourceThatStaysBusy_isGivenUpAfterAFewAttempts() {
    status = 429;
    again = "0";
    refusals = Integer.MAX_VALUE;

    assertThat(fetch())
        .isInstanceOfSatisfying(
            BytesAnswer.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
    assertThat(asked).hasValue(QUICK.attempts());
  }

  @Test
  void sourceThatSaysWhenForItsCatalog_doesNotKeepAnybodyFromAskingAnother() {
    status = 503;
    again = "1";
    refusals = Integer.MAX_VALUE;

    assertThat(source().fetchCatalog(Optional.empty()))
        .isInstanceOfSatisfying(
            CatalogAnswer.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(StatusCode.SOURCE_UNREACHABLE));
    assertThat(asked).hasValue(QUICK.attempts());
  }

  @Test
  void sourceThatSaysWhenForAContent_isAskedAsOftenAsItSays(@TempDir Path folder)
      throws IOException {
    status = 503;
    again = "1";
    refusals = QUICK.attempts();

    try (Vault vault = Vault.open(StorePlaces.in(folder), Clock.systemUTC());
        PartialObject into = vault.objects().partial(Sha256.of(BYTES), BYTES.length)) {
      assertThat(source().fetchObject(into)).isInstanceOf(ObjectAnswer.Delivered.class);
    }
    assertThat(asked).hasValue(QUICK.attempts() + 1);
  }
}
