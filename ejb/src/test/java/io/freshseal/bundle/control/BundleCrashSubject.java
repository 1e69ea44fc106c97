package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ForkJoinPool;

/**
 * A small process to be killed while it makes one bundle again and again, or takes in one bundle
 * after the other. Says {@code begun} first, then what it has done.
 */
public final class BundleCrashSubject {

  private static final Clock CLOCK = Clock.systemUTC();

  private BundleCrashSubject() {}

  /**
   * Arguments: {@code warm-up}; or {@code make} or {@code take}, the folder of the store, the
   * folder of the bundles, the file of the anchors.
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("warm-up")) {
      touchClasses();
      return;
    }
    Path bundles = Path.of(arguments[2]);
    TrustBasis trust = trust(Path.of(arguments[3]));
    try (Vault vault = open(Path.of(arguments[1]))) {
      say("begun");
      if (arguments[0].equals("make")) {
        makeForEver(vault, bundles, trust);
      }
      long sequence = sequence(vault) + 1;
      while (Files.exists(bundle(bundles, sequence))) {
        BundleOutcome outcome = take(vault, bundle(bundles, sequence), trust);
        if (outcome.code() != StatusCode.OK) {
          throw new IllegalStateException("refused: " + outcome);
        }
        say("done " + sequence);
        sequence++;
      }
    }
    say("end");
    if (System.in.read() < 0) {
      say("closed");
    }
  }

  private static void makeForEver(Vault vault, Path folder, TrustBasis trust) throws IOException {
    for (long made = 1; ; made++) {
      MadeBundle bundle = make(vault, folder, trust);
      say("done " + made);
      Files.delete(folder.resolve(bundle.plan().fileName()));
    }
  }

  static Vault open(Path store) throws IOException {
    return Vault.open(StorePlaces.in(store), CLOCK);
  }

  static Path bundle(Path folder, long sequence) {
    return folder.resolve("dsupdate_" + sequence + ".zip");
  }

  static TrustBasis trust(Path anchors) throws IOException {
    return TrustBasis.of(
        TrustAnchors.parse(Files.readAllBytes(anchors)).toOptional().orElseThrow());
  }

  /** The sequence that was accepted last, 0 for none. */
  static long sequence(Vault vault) {
    return vault.state().memory("primary").map(CatalogMemory::sequence).orElse(0L);
  }

  static MadeBundle make(Vault vault, Path folder, TrustBasis trust) throws IOException {
    BundlePlan plan =
        new BundlePlanning(BundleStore.of(vault), ForkJoinPool.commonPool())
            .plan(BundleWish.ALL, trust, CLOCK.instant())
            .fold(
                done -> done,
                refused -> {
                  throw new IllegalStateException("refused: " + refused);
                });
    return BundleFile.write(BundleStore.of(vault), plan, folder, bytes -> {});
  }

  static BundleOutcome take(Vault vault, Path bundle, TrustBasis trust) throws IOException {
    return new BundleImport(vault, ForkJoinPool.commonPool())
        .take(
            bundle,
            new BundleImport.Order(
                trust,
                CLOCK.instant(),
                RunPolicy.relay(true),
                CourierRule.NONE,
                bytes -> {},
                RunListener.SILENT));
  }

  // Loads most of what the process needs, so that the archive of classes has it.
  private static void touchClasses() throws IOException {
    try (BundleBench bench = new BundleBench(Files.createTempDirectory("bundle-subject"))) {
      bench.offer("warm", "1.0");
      bench.publish();
      BundlePlan plan = bench.plan(BundleWish.ALL).fold(done -> done, refused -> null);
      BundleFile.write(BundleStore.of(bench.connected), plan, bench.folder, bytes -> {});
      bench.take(plan.fileName());
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
