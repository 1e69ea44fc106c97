package io.freshseal.replication.control;

import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;

/**
 * A small process to be killed: opens a store and replicates one catalog after the other,
 * collecting garbage on the way. Says {@code begun} first, then each sequence it has switched to.
 */
public final class CrashSubject {

  private CrashSubject() {}

  /**
   * Arguments: {@code warm-up} or {@code run}, the folder of the source, the folder of the store.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("warm-up")) {
      touchClasses();
      return;
    }
    Path source = Path.of(arguments[1]);
    TrustAnchors anchors = anchors(source);
    Vault vault = Vault.open(StorePlaces.in(Path.of(arguments[2])), Clock.systemUTC());
    say("begun");
    FolderSource upstream = new FolderSource(source);
    long sequence = sequence(vault) + 1;
    while (upstream.offer(sequence)) {
      RunOutcome run = run(vault, upstream, anchors);
      if (run.result() != RunResult.COMPLETED) {
        throw new IllegalStateException("a run ended " + run.refusals());
      }
      say("switched " + sequence);
      vault.collectGarbage(Clock.systemUTC().instant().plusSeconds(5), Duration.ZERO, Set.of());
      sequence++;
    }
    say("end");
    if (System.in.read() < 0) {
      say("closed");
    }
  }

  static TrustAnchors anchors(Path source) throws IOException {
    return TrustAnchors.parse(Files.readAllBytes(source.resolve("anchors.pem")))
        .toOptional()
        .orElseThrow();
  }

  /** The sequence that was accepted last, 0 for none. */
  static long sequence(Vault vault) {
    return vault.state().memory("primary").map(CatalogMemory::sequence).orElse(0L);
  }

  static RunOutcome run(Vault vault, FolderSource upstream, TrustAnchors anchors) {
    return new Replicator(
            vault, new CatalogJudge(), new SignatureJudge(), ForkJoinPool.commonPool())
        .run(
            new RunRequest(
                upstream,
                TrustBasis.of(anchors),
                Clock.systemUTC().instant(),
                RunPolicy.relay(true),
                RunListener.SILENT));
  }

  // Loads most of what a run needs, so that the archive of classes has it.
  private static void touchClasses() throws IOException {
    Path folder = Files.createTempDirectory("crash-subject");
    try (ReplicationBench bench = new ReplicationBench(folder)) {
      bench.upstream.offer("warm", "1.0", new byte[100]);
      bench.upstream.publish();
      Vault vault = bench.vault("relay");
      bench.runRelay(vault, true);
      vault.collectGarbage(bench.clock.instant(), Duration.ZERO, Set.of(Sha256.of(new byte[0])));
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
