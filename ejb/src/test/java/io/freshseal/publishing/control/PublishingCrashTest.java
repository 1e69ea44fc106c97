package io.freshseal.publishing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.publishing.entity.StageOutcome.Staged;
import io.freshseal.shared.control.ShortLivedJvm;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.StorePlaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Kill -9 at any instant leaves the old offer or the new, and nothing between (I3, I5). */
@Execution(ExecutionMode.CONCURRENT)
class PublishingCrashTest {

  private static final int LANES = 2;
  private static final int KILLS = Integer.getInteger("freshseal.kills", 100);
  private static final int LONGEST_LIFE_MILLIS = 400;

  @TempDir Path dir;
  private ShortLivedJvm jvm;

  @Test
  void publisherKilledAHundredTimes_isFoundWholeAndGoesOnEachTime() throws Exception {
    jvm = new ShortLivedJvm(dir, PublishingLoop.class);
    ExecutorService lanes = Executors.newFixedThreadPool(LANES);
    try {
      List<Future<?>> results = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        long seed = 2030L + lane;
        Path folder = dir.resolve("source" + lane);
        results.add(
            lanes.submit(
                () -> {
                  killAndLookAgain(folder, new Random(seed));
                  return null;
                }));
      }
      for (Future<?> result : results) {
        result.get();
      }
    } finally {
      lanes.shutdownNow();
    }
  }

  private void killAndLookAgain(Path folder, Random random) throws Exception {
    long sequence = 0;
    Sha256 anchors = null;
    for (int kill = 0; kill < KILLS / LANES; kill++) {
      long told = runAndKill(folder, random);
      assertThat(told).as("kill %d", kill).isGreaterThan(sequence);
      try (Source source = open(folder)) {
        anchors = anchors == null ? source.anchors().digest() : anchors;
        assertThat(source.anchors().digest()).isEqualTo(anchors);
        sequence = look(source, told);
      }
    }
  }

  private static Source open(Path folder) throws IOException {
    return Source.open(StorePlaces.in(folder), Clock.systemUTC(), CrashSettings::get)
        .toOptional()
        .orElseThrow();
  }

  /** Everything that was told is there, everything offered verifies, and the next publish works. */
  private static long look(Source source, long told) throws IOException {
    Instant now = Clock.systemUTC().instant();
    OfferCheck.assertConsistent(source, now);
    long found = source.snapshot().orElseThrow().catalog().sequence();
    assertThat(found).isBetween(told, told + 1);
    byte[] content = Long.toString(found).getBytes(StandardCharsets.US_ASCII);
    assertThat(
            source.stage(
                TestSource.request("rules.after", Long.toString(found)),
                new ByteArrayInputStream(content),
                now))
        .isInstanceOf(Staged.class);
    assertThat(source.publish(now)).isInstanceOf(Published.class);
    assertThat(source.staged()).isEmpty();
    // A number that the kill took from a catalog before it was out is not given again.
    long next = source.snapshot().orElseThrow().catalog().sequence();
    assertThat(next).isBetween(found + 1, found + 2);
    OfferCheck.assertConsistent(source, now);
    return next;
  }

  /** Lets the program work, kills it, and gives the last sequence that it told. */
  private long runAndKill(Path folder, Random random) throws Exception {
    Path errors = dir.resolve(folder.getFileName() + "-errors.txt");
    Process process = jvm.start(errors, folder.toString(), Long.toString(random.nextLong()));
    try (InputStream output = process.getInputStream()) {
      int first = output.read();
      assertThat(first)
          .as("the publisher said nothing: %s", Files.readString(errors))
          .isNotNegative();
      boolean endedByItself =
          process.waitFor(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
      assertThat(endedByItself)
          .as("the publisher ended by itself: %s", Files.readString(errors))
          .isFalse();
      // The handle, unlike the process, leaves the pipe to be read to its end.
      process.toHandle().destroyForcibly();
      process.waitFor();
      return lastTold((char) first + new String(output.readAllBytes(), StandardCharsets.US_ASCII));
    } finally {
      process.destroyForcibly();
    }
  }

  // A line may be cut in the middle; what it would have said then does not count.
  private static long lastTold(String output) {
    String whole = output.substring(0, output.lastIndexOf('\n'));
    return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
  }
}
