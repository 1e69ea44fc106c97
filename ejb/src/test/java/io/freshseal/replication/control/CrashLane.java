package io.freshseal.replication.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.Folders;
import io.freshseal.shared.control.ShortLivedJvm;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StorePlaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One store whose process is killed again and again. */
final class CrashLane {

  private final Path source;
  private final Path store;
  private final Random random;
  private final Clock clock = Clock.systemUTC();
  private final TrustAnchors anchors;
  private final ShortLivedJvm jvm;
  private final Path errors;
  // The longest life, kept so that about half of the lives get as far as a first switch, however
  // fast the machine is just now.
  private double longestMillis = 400;

  CrashLane(ShortLivedJvm jvm, Path folder, Path source, int seed) throws IOException {
    this.source = source;
    this.store = folder.resolve("relay");
    this.random = new Random(seed);
    this.anchors = CrashSubject.anchors(source);
    Files.createDirectories(folder);
    this.jvm = jvm;
    this.errors = folder.resolve("errors.txt");
  }

  /** Gives how many lives got as far as a switch. */
  int killRepeatedly(int kills) throws IOException, InterruptedException {
    long served = 0;
    int reachedASwitch = 0;
    for (int kill = 1; kill <= kills; kill++) {
      long reported = liveAndDie(kill);
      reachedASwitch += reported > 0 ? 1 : 0;
      longestMillis = Math.max(20, reported > 0 ? longestMillis * 0.9 : longestMillis / 0.9);
      served = prove(Math.max(served, reported));
    }
    return reachedASwitch;
  }

  private long liveAndDie(int kill) throws IOException, InterruptedException {
    Process subject = jvm.start(errors, "run", source.toString(), store.toString());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(subject.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).as(Files.readString(errors)).isEqualTo("begun");
      boolean diedByItself =
          subject.waitFor(random.nextInt((int) longestMillis), TimeUnit.MILLISECONDS);
      assertThat(diedByItself).as("life " + kill + ": " + Files.readString(errors)).isFalse();
      // The handle, unlike the process, leaves the pipe to be read to its end.
      subject.toHandle().destroyForcibly();
      assertThat(subject.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return newestReported(lines);
    } finally {
      subject.destroyForcibly();
    }
  }

  // A line may be cut in the middle; what it would have said then does not count.
  private static long newestReported(BufferedReader lines) throws IOException {
    StringBuilder rest = new StringBuilder();
    for (int c = lines.read(); c >= 0; c = lines.read()) {
      rest.append((char) c);
    }
    return rest.substring(0, rest.lastIndexOf("\n") + 1)
        .lines()
        .filter(line -> line.startsWith("switched "))
        .mapToLong(line -> Long.parseLong(line.substring("switched ".length())))
        .max()
        .orElse(0);
  }

  /** Opens what the kill left, checks all of it, and runs once more; gives the sequence then. */
  private long prove(long atLeast) throws IOException {
    if (atLeast > 0) {
      theCopyAloneRemembersAsMuch(atLeast);
    }
    try (Vault vault = Vault.open(StorePlaces.in(store), clock)) {
      assertThat(vault.recovery().isLoss()).as(vault.recovery().toString()).isFalse();
      assertThat(CrashSubject.sequence(vault)).isGreaterThanOrEqualTo(atLeast);
      everyObjectHasItsName();
      if (vault.snapshot().isPresent()) {
        everythingServedIsWholeAndVerifies(vault, vault.snapshot().get(), atLeast);
      }
      FolderSource upstream = new FolderSource(source);
      long next = Math.max(1, CrashSubject.sequence(vault));
      assertThat(upstream.offer(next)).as("enough catalogs").isTrue();
      RunOutcome outcome = CrashSubject.run(vault, upstream, anchors);
      assertThat(outcome.result()).as(outcome.refusals().toString()).isEqualTo(RunResult.COMPLETED);
      assertThat(vault.snapshot().orElseThrow().catalog().sequence()).isEqualTo(next);
      return next;
    }
  }

  /** As after a kill and a reinstall: the store is gone, what it remembered is not. */
  private void theCopyAloneRemembersAsMuch(long atLeast) throws IOException {
    Path again = Files.createDirectory(store.resolveSibling("again"));
    Folders.copy(store.resolve("memory"), again.resolve("memory"));
    try (Vault vault = Vault.open(StorePlaces.in(again), clock)) {
      assertThat(vault.recovery().copies().memoryLost()).isFalse();
      assertThat(CrashSubject.sequence(vault)).isGreaterThanOrEqualTo(atLeast);
    }
    Folders.delete(again);
  }

  private void everythingServedIsWholeAndVerifies(Vault vault, Snapshot snapshot, long atLeast)
      throws IOException {
    Instant now = clock.instant();
    assertThat(snapshot.catalog().sequence()).isGreaterThanOrEqualTo(atLeast);
    assertThat(snapshot.held()).isEqualTo(snapshot.catalog().components());
    byte[] envelope =
        vault.objects().read(snapshot.catalogDigest(), snapshot.catalogSize()).orElseThrow();
    assertThat(new CatalogJudge().verify(envelope, new JudgeContext(anchors, now)).toOptional())
        .isPresent();
    assertThat(new StoreCheck(vault, new SignatureJudge()).check(TrustBasis.of(anchors), now))
        .isEmpty();
  }

  private void everyObjectHasItsName() throws IOException {
    try (Stream<Path> files = Files.walk(store.resolve("objects"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Sha256.of(Files.readAllBytes(file)).hex())
            .isEqualTo(file.getFileName().toString());
      }
    }
  }
}
