package io.freshseal.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.control.http.TransferLimits;
import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

  private static final Sha256 A = Sha256.of(new byte[] {1});
  private static final Sha256 B = Sha256.of(new byte[] {2});

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AgentTexts texts = AgentTexts.of(Locale.ENGLISH);

  private String drawn(boolean terminal, boolean json) {
    AgentConsole console =
        new AgentConsole(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            terminal,
            Locale.ENGLISH,
            Clock.systemUTC(),
            TransferLimits.DEFAULT);
    try (ProgressBar bar = new ProgressBar(console, texts, json)) {
      bar.fetching(2, 4096);
      bar.received(A, 1024, 1024);
      bar.received(B, 1024, 3072);
      bar.received(B, 3072, 3072);
    }
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void terminal_seesABarThatEndsItsLine() {
    assertThat(drawn(true, false))
        .startsWith("\r[=======                       ]  25%  1.0 KiB / 4.0 KiB ")
        .endsWith("\r[==============================] 100%  4.0 KiB / 4.0 KiB " + "\n");
  }

  @Test
  void elsewhere_oneLineIsPlain() {
    assertThat(drawn(false, false)).isEqualTo("Fetching 2 new files, 4.0 KiB ...\n");
  }

  @Test
  void besideJson_nothingIsSaid() {
    assertThat(drawn(true, true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1572864, 1.5 MiB",
    "9223372036854775807, 8.0 EiB",
  })
  void size_isWrittenInPowersOf1024(long bytes, String expected) {
    assertThat(ByteSize.of(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"P90D, 90 days", "PT47H, 47 hours", "PT90M, 90 minutes", "PT61S, 61 seconds"})
  void timeLeft_isWrittenInItsOwnUnit(Duration left, String expected) {
    assertThat(TimeLeft.of(left, texts)).isEqualTo(expected);
  }
}
