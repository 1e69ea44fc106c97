package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ObjectAnswer;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.UpstreamSimulator;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.PartialObject;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A process of its own: makes a bundle of so many files and takes it in, and prints what each took,
 * as {@code WHAT MILLISECONDS}.
 */
public final class BundleBenchmarkRun {

  private static final int BLOCK = 1 << 20;
  private static final Clock CLOCK = Clock.systemUTC();

  private BundleBenchmarkRun() {}

  /** Arguments: the folder to work in, the number of files, the bytes of each. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path files = Files.createDirectory(folder.resolve("files"));
    UpstreamSimulator upstream =
        new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), CLOCK.instant()), CLOCK);
    Path anchors = Files.write(folder.resolve("anchors.pem"), upstream.anchors().pem());
    TrustBasis trust = BundleCrashSubject.trust(anchors);
    Map<Sha256, Path> contents = new HashMap<>();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      Path file = files.resolve("content-" + i);
      Sha256 digest = fill(file, Long.parseLong(arguments[2]), new Random(i));
      upstream.offer("content-" + i, "1.0", digest, Files.size(file));
      contents.put(digest, file);
    }
    upstream.publish();
    try (Vault connected = BundleCrashSubject.open(folder.resolve("connected"))) {
      RunRequest request =
          new RunRequest(
              new WithFiles(upstream, contents),
              trust,
              CLOCK.instant(),
              RunPolicy.relay(true),
              RunListener.SILENT);
      require(
          new Replicator(connected, new CatalogJudge(), new SignatureJudge(), Runnable::run)
                  .run(request)
                  .result()
              == RunResult.COMPLETED);
      long began = System.nanoTime();
      MadeBundle made = BundleCrashSubject.make(connected, folder, trust);
      say("made", began);
      System.out.println("bytes " + made.bytes());
    }
    try (Vault isolated = BundleCrashSubject.open(folder.resolve("isolated"))) {
      Path bundle = BundleCrashSubject.bundle(folder, 1);
      long began = System.nanoTime();
      require(
          new BundleInspection(isolated, Runnable::run)
              .inspect(bundle, trust, CLOCK.instant(), bytes -> {})
              .sound());
      say("inspected", began);
      began = System.nanoTime();
      BundleOutcome taken = BundleCrashSubject.take(isolated, bundle, trust);
      require(taken.code() == StatusCode.OK);
      say("taken", began);
    }
  }

  private static Sha256 fill(Path file, long size, Random random) throws IOException {
    MessageDigest digester = Sha256.digester();
    byte[] block = new byte[BLOCK];
    random.nextBytes(block);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long at = 0; at < size; at += BLOCK) {
        // Each block another one, and none that could be packed.
        block[(int) (at / BLOCK % BLOCK)]++;
        int length = (int) Math.min(BLOCK, size - at);
        digester.update(block, 0, length);
        out.write(block, 0, length);
      }
    }
    return Sha256.ofDigest(digester.digest());
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("refused");
    }
  }

  private static void say(String what, long began) {
    System.out.println(what + " " + (System.nanoTime() - began) / 1_000_000);
  }

  /** A source whose contents lie in files. */
  private record WithFiles(UpdateSource rest, Map<Sha256, Path> contents) implements UpdateSource {

    @Override
    public CatalogAnswer fetchCatalog(Optional<String> etag) {
      return rest.fetchCatalog(etag);
    }

    @Override
    public BytesAnswer fetchBytes(Sha256 digest, long size) {
      return rest.fetchBytes(digest, size);
    }

    @Override
    public BytesAnswer fetchAnchors(long number, long maxBytes) {
      return rest.fetchAnchors(number, maxBytes);
    }

    @Override
    public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
      return rest.fetchSignature(id, version, maxBytes);
    }

    @Override
    public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
      byte[] block = new byte[BLOCK];
      long received = 0;
      try (InputStream in = Files.newInputStream(contents.get(into.expected()))) {
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
          into.append(block, 0, n);
          received += n;
        }
      } catch (StorageException e) {
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new ObjectAnswer.Delivered(received);
    }

    @Override
    public Optional<String> relayBuild() {
      return rest.relayBuild();
    }
  }
}
