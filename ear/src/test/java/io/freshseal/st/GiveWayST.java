package io.freshseal.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Slow readers have all places that keep a thread, and somebody else comes. Takes minutes. */
@EnabledIf("io.freshseal.st.Distribution#isLong")
class GiveWayST {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration MINUTES = Duration.ofMinutes(6);
  private static final int TOO_MANY = 429;
  private static final String LARGE = "/source/v1/components/give-way/1.0";
  // A range is not for the lane of plain reads.
  private static final String[] MOST_OF_IT = {"Range", "bytes=1-"};

  @Test
  void slowReaders_keepTheirPlacesForAWhileOnly() throws Exception {
    byte[] content = Bytes.of(30_000_000, 3);
    try (Server server = Server.with("roles", "source,manager").start()) {
      Freshseal.of(server).publish("give-way", "1.0", content);
      Http other = server.anonymous();
      try (SlowReaders slow = SlowReaders.start(server.port(), LARGE, 100)) {
        Eventually.until(
            "they have all places", SOON, () -> other.get(LARGE, MOST_OF_IT).status() == TOO_MANY);

        Answer answer =
            Eventually.untilGet(
                "one gives way",
                MINUTES,
                () -> other.get(LARGE, MOST_OF_IT),
                told -> told.status() != TOO_MANY);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).hasSize(content.length - 1);
        assertThat(slow.end()).containsKeys(200, TOO_MANY);
      }
      assertThat(
              Files.readString(
                  server.data().resolve("log/server-0.log"), StandardCharsets.ISO_8859_1))
          .contains("gives way, because others were turned away");
    }
  }
}
