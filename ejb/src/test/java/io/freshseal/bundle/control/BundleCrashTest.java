package io.freshseal.bundle.control;

import static io.freshseal.replication.control.ReplicationBench.content;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.ShortLivedJvm;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Kill -9 at any instant of making and of taking in: a bundle is there whole or not at all, a store
 * has the old catalog or the new one, and doing it again is enough.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(Lifecycle.PER_CLASS)
class BundleCrashTest {

  private static final boolean LONG = Boolean.getBoolean("freshseal.long");
  private static final int KILLS = LONG ? 200 : 10;
  private static final int MOST_LIVES = KILLS + 60;
  private static final int BUNDLES = LONG ? 300 : 40;
  private static final int COMPONENTS = 3;

  private Path folder;
  private final Clock clock = Clock.systemUTC();
  private final Random random = new Random(5);
  private Path connected;
  private Path bundles;
  private Path anchors;
  private ShortLivedJvm jvm;

  @BeforeAll
  void prepare(@TempDir Path folder) throws Exception {
    this.folder = folder;
    connected = folder.resolve("connected");
    bundles = Files.createDirectory(folder.resolve("bundles"));
    UpstreamSimulator upstream =
        new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), clock.instant()), clock);
    anchors = Files.write(folder.resolve("anchors.pem"), upstream.anchors().pem());
    try (Vault vault = BundleCrashSubject.open(connected)) {
      for (int sequence = 1; sequence <= BUNDLES; sequence++) {
        change(upstream, sequence);
        upstream.publish();
        replicate(vault, upstream);
        BundleCrashSubject.make(vault, bundles, BundleCrashSubject.trust(anchors));
      }
    }
    jvm = new ShortLivedJvm(folder, BundleCrashSubject.class);
  }

  // One component gets a new version, another only a renewed signature file.
  private static void change(UpstreamSimulator upstream, int sequence) {
    for (int i = 0; i < COMPONENTS; i++) {
      String id = "component-" + i;
      if (sequence == 1 || sequence % COMPONENTS == i) {
        upstream.offer(id, "1." + sequence, content(id + " " + sequence, 60_000 * (i + 1)));
      } else if ((sequence + 1) % COMPONENTS == i) {
        upstream.renew(id);
      }
    }
  }

  private void replicate(Vault vault, UpstreamSimulator upstream) throws IOException {
    assertThat(
            new Replicator(vault, new CatalogJudge(), new SignatureJudge(), Runnable::run)
                .run(
                    new RunRequest(
                        upstream,
                        BundleCrashSubject.trust(anchors),
                        clock.instant(),
                        RunPolicy.relay(true),
                        RunListener.SILENT))
                .result())
        .isEqualTo(RunResult.COMPLETED);
  }

  @Test
  void storeWhoseProcessIsKilled_hasTheOldCatalogOrTheNew_andTakesTheNextBundle() throws Exception {
    Path store = folder.resolve("isolated");
    Lives lives = new Lives("take", store, bundles);
    long served = 0;
    while (lives.areToGoOn()) {
      served = provePlace(store, Math.max(served, lives.liveAndDie()));
    }
    lives.assertOfBothKinds();
  }

  @Test
  void folderInWhichABundleWasMade_hasItWholeOrNotAtAll_andItIsMadeAgain() throws Exception {
    Path made = Files.createDirectory(folder.resolve("made"));
    Path expected = BundleCrashSubject.bundle(bundles, BUNDLES);
    Path target = BundleCrashSubject.bundle(made, BUNDLES);
    Lives lives = new Lives("make", connected, made);
    while (lives.areToGoOn()) {
      lives.liveAndDie();
      if (Files.exists(target)) {
        assertThat(target).hasSameBinaryContentAs(expected);
      }
    }
    lives.assertOfBothKinds();
    try (Vault vault = BundleCrashSubject.open(connected)) {
      MadeBundle again = BundleCrashSubject.make(vault, made, BundleCrashSubject.trust(anchors));
      assertThat(again.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(expected)));
    }
    try (Stream<Path> left = Files.list(made)) {
      assertThat(left).as("and nothing else is left").containsExactly(target);
    }
  }

  /** Opens what the kill left, checks all of it, and takes in one more; gives the sequence then. */
  private long provePlace(Path store, long atLeast) throws IOException {
    try (Vault vault = BundleCrashSubject.open(store)) {
      assertThat(vault.recovery().isLoss()).as(vault.recovery().toString()).isFalse();
      assertThat(BundleCrashSubject.sequence(vault)).isGreaterThanOrEqualTo(atLeast);
      if (vault.snapshot().isPresent()) {
        everythingServedIsWhole(vault, vault.snapshot().get());
      }
      long next = Math.max(1, BundleCrashSubject.sequence(vault));
      BundleOutcome outcome =
          BundleCrashSubject.take(
              vault, BundleCrashSubject.bundle(bundles, next), BundleCrashSubject.trust(anchors));
      assertThat(outcome.code()).as(outcome.toString()).isEqualTo(StatusCode.OK);
      assertThat(vault.snapshot().orElseThrow().catalog().sequence()).isEqualTo(next);
      everythingServedIsWhole(vault, vault.snapshot().get());
      return next;
    }
  }

  private static void everythingServedIsWhole(Vault vault, Snapshot served) throws IOException {
    assertThat(served.held()).isEqualTo(served.catalog().components());
    for (CatalogEntry entry : served.held()) {
      for (Sha256 object : List.of(entry.sha256(), entry.signature().sha256())) {
        Path file = vault.objects().find(object).orElseThrow();
        assertThat(Sha256.of(Files.readAllBytes(file))).isEqualTo(object);
      }
    }
  }

  /** One process after the other, each killed at some instant. */
  private final class Lives {

    private final String[] arguments;
    private final Path errors;
    private int lived;
    private int successful;
    // Kept so that about half of the lives get something done, however fast the machine is now.
    private double longestMillis = 400;

    Lives(String what, Path store, Path bundles) {
      this.arguments =
          new String[] {what, store.toString(), bundles.toString(), anchors.toString()};
      this.errors = folder.resolve(what + "-errors.txt");
    }

    /** A slow machine takes more of them, until some got something done and some did not. */
    boolean areToGoOn() {
      boolean both = successful > 0 && successful < lived;
      return lived < KILLS || !both && lived < MOST_LIVES;
    }

    void assertOfBothKinds() {
      assertThat(successful).as("lives that got something done").isBetween(1, lived - 1);
    }

    /** Gives the number of the last thing that was done; 0 for none. */
    long liveAndDie() throws IOException, InterruptedException {
      lived++;
      Process subject = jvm.start(errors, arguments);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(subject.getInputStream(), UTF_8))) {
        assertThat(lines.readLine()).as(Files.readString(errors)).isEqualTo("begun");
        boolean diedByItself =
            subject.waitFor(random.nextInt((int) longestMillis), TimeUnit.MILLISECONDS);
        assertThat(diedByItself).as("life " + lived + ": " + Files.readString(errors)).isFalse();
        // The handle, unlike the process, leaves the pipe to be read to its end.
        subject.toHandle().destroyForcibly();
        assertThat(subject.waitFor(30, TimeUnit.SECONDS)).isTrue();
        long done = newest(lines);
        successful += done > 0 ? 1 : 0;
        longestMillis = Math.max(20, done > 0 ? longestMillis * 0.7 : longestMillis / 0.7);
        return done;
      } finally {
        subject.destroyForcibly();
      }
    }

    // A line may be cut in the middle; what it would have said then does not count.
    private long newest(BufferedReader lines) throws IOException {
      StringBuilder rest = new StringBuilder();
      for (int c = lines.read(); c >= 0; c = lines.read()) {
        rest.append((char) c);
      }
      return rest.substring(0, rest.lastIndexOf("\n") + 1)
          .lines()
          .filter(line -> line.startsWith("done "))
          .mapToLong(line -> Long.parseLong(line.substring("done ".length())))
          .max()
          .orElse(0);
    }
  }
}
