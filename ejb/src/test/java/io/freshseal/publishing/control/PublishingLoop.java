package io.freshseal.publishing.control;

import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.vault.entity.LastVersions;
import io.freshseal.vault.entity.StorePlaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A program that publishes and renews without end, to be killed: says each sequence on standard
 * output as soon as it is out.
 */
public final class PublishingLoop {

  private static final int COMPONENTS = 3;
  private static final int LARGEST = 300_000;
  private static final int WARM_UP_ROUNDS = 3;

  private PublishingLoop() {}

  /** Takes the source's folder and a number to start the random sizes with, or "warm-up". */
  public static void main(String[] arguments) throws IOException {
    // The password is random; stretching it anew at each of a hundred starts shows nothing.
    for (String count : List.of("certPbe", "keyPbe", "mac")) {
      System.setProperty("keystore.pkcs12." + count + "IterationCount", "1");
    }
    if (arguments[0].equals("warm-up")) {
      warmUp();
    } else {
      work(Path.of(arguments[0]), Long.parseLong(arguments[1]), Integer.MAX_VALUE);
    }
  }

  private static void warmUp() throws IOException {
    Path folder = Files.createTempDirectory("freshseal-warm-up");
    work(folder, 1, WARM_UP_ROUNDS);
    work(folder, 1, WARM_UP_ROUNDS);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void work(Path folder, long seed, int rounds) throws IOException {
    Clock clock = Clock.systemUTC();
    Random random = new Random(seed);
    try (Source source =
        Source.open(StorePlaces.in(folder), clock, CrashSettings::get).toOptional().orElseThrow()) {
      for (int round = 0; round < rounds; round++) {
        work(source, clock, random, round);
      }
    }
  }

  private static void work(Source source, Clock clock, Random random, int round)
      throws IOException {
    ComponentId id = new ComponentId("pattern." + round % COMPONENTS);
    long version =
        source
            .snapshot()
            .flatMap(s -> s.find(id))
            .map(e -> Long.parseLong(e.version().text()) + 1)
            .orElse(1L);
    byte[] content = new byte[random.nextInt(LARGEST)];
    random.nextBytes(content);
    source.stage(
        TestSource.request(id.text(), Long.toString(version)),
        new ByteArrayInputStream(content),
        clock.instant());
    tell(source.publish(clock.instant()));
    tell(source.renew(Optional.of(id), clock.instant()));
    source.collectGarbage(clock.instant(), Duration.ofMillis(50), LastVersions.FOR_DELTAS);
  }

  private static void tell(PublishOutcome outcome) {
    if (!(outcome instanceof Published published)) {
      throw new IllegalStateException("not published: " + outcome);
    }
    System.out.println(published.sequence());
    System.out.flush();
  }
}
