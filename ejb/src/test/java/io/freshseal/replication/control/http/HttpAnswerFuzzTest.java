package io.freshseal.replication.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.fuzz.ByteMutations;
import io.freshseal.fuzz.FuzzRun;
import io.freshseal.fuzz.TextMutations;
import io.freshseal.shared.entity.StatusCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Whatever a server writes: an answer within its bounds, or a fault with a declared code. */
class HttpAnswerFuzzTest {

  private static final int BOUND = 2_000;
  private static final TransferLimits LIMITS =
      new TransferLimits(
          Duration.ofSeconds(2),
          Duration.ofMillis(1_000),
          Duration.ofMillis(1_500),
          1,
          Duration.ofMillis(500),
          4096,
          1 << 20,
          1,
          Duration.ZERO);
  private static final List<String> LINES =
      List.of(
          "Content-Type: application/pkcs7-mime",
          "Content-Length: 5",
          "Content-Length: 99999999999999999999",
          "Content-Length: -1",
          "Transfer-Encoding: chunked",
          "Content-Encoding: gzip",
          "ETag: \"abc\"",
          "ETag: W/\"abc\"",
          "Location: http://127.0.0.1:1/",
          "Content-Range: bytes 0-4/5",
          "Retry-After: 1",
          "Date: Thu, 01 Jan 1970 00:00:00 GMT",
          "Freshseal-Relay-Build: 20.0.0-1337",
          "Connection: close",
          "X: " + "y".repeat(3000));
  private static final List<String> STATUS =
      List.of(
          "HTTP/1.1 200 OK",
          "HTTP/1.1 304 Not Modified",
          "HTTP/1.0 200",
          "HTTP/1.1 99999 X",
          "HTTP/1.1 302 Found",
          "HTTP/1.1 100 Continue",
          "HTTP/2 200",
          "ICY 200 OK",
          "SSH-2.0-x");
  private static final List<String> BODIES =
      List.of("hello", "5\r\nhello\r\n0\r\n\r\n", "ffffffffffffffff\r\nhello", "", "<html>");
  private static final Set<StatusCode> DECLARED =
      EnumSet.of(
          StatusCode.SOURCE_UNREACHABLE,
          StatusCode.SOURCE_BAD_ANSWER,
          StatusCode.SOURCE_INCOMPLETE,
          StatusCode.TOO_LARGE,
          StatusCode.TOO_SLOW);

  private static byte[] answer(Random random) {
    StringBuilder text = new StringBuilder(TextMutations.of(STATUS, random)).append("\r\n");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(
              random.nextBoolean()
                  ? LINES.get(random.nextInt(LINES.size()))
                  : TextMutations.of(LINES, random))
          .append("\r\n");
    }
    text.append("\r\n").append(BODIES.get(random.nextInt(BODIES.size())));
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    return random.nextInt(4) == 0 ? ByteMutations.of(bytes, random) : bytes;
  }

  @Test
  void anyAnswer_isReadWithinItsBoundsOrAFault() {
    AtomicReference<byte[]> next = new AtomicReference<>();
    try (RawServer server = new RawServer((request, wire) -> wire.bytes(next.get()))) {
      HttpCaller caller = new HttpCaller(BaseUrl.parse(server.base()).orElseThrow(), LIMITS);
      URI address = URI.create(server.base() + "/catalog");

      FuzzRun.Figures figures =
          FuzzRun.of("http-answer", 150, 4_000)
              .run(
                  HttpAnswerFuzzTest::answer,
                  bytes -> {
                    next.set(bytes);
                    return isRead(caller, address);
                  });

      assertThat(figures.accepted()).isPositive().isLessThan(figures.inputs());
    }
  }

  private static boolean isRead(HttpCaller caller, URI address) {
    try (HttpAnswer answer = caller.get(address, Map.of())) {
      answer.header("ETag").ifPresent(v -> assertThat(v).matches("[\\x20-\\x7e]{0,256}"));
      answer.strongEtag();
      answer.contentLength();
      answer.mediaType();
      AnswerCheck.requireStatus(answer, 200);
      AnswerCheck.requireBinary(answer);
      AnswerCheck.requireLength(answer, 5);
      assertThat(AnswerCheck.readAll(answer, BOUND)).hasSizeLessThanOrEqualTo(BOUND);
      return true;
    } catch (HttpFault fault) {
      assertThat(fault.code()).isIn(DECLARED);
      assertThat(fault.getMessage()).matches("[\\x20-\\x7e]{1,400}");
      return false;
    }
  }
}
