package io.freshseal.bundle.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleWish;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.bundle.entity.MadeBundle;
import io.freshseal.replication.control.ReplicationBench;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A connected relay, an isolated one, and a folder that a courier carries. */
final class BundleBench implements AutoCloseable {

  final ReplicationBench world;
  final Vault connected;
  final Vault isolated;
  final Path folder;
  TrustBasis trust;

  BundleBench(Path folder) throws IOException {
    this.folder = folder;
    this.world = new ReplicationBench(folder.resolve("world"));
    this.connected = world.vault("connected");
    this.isolated = world.vault("isolated");
    this.trust = world.trust;
  }

  /** The source offers a version; nobody has it yet. */
  void offer(String id, String version) {
    world.upstream.offer(id, version, content(id, version));
  }

  static byte[] content(String id, String version) {
    return (id + " " + version + " ").repeat(200).getBytes(UTF_8);
  }

  /** Publishes, and has the connected relay replicate. */
  void publish() {
    world.upstream.publish();
    world.runRelay(connected, true);
  }

  Outcome<BundlePlan> plan(BundleWish wish) throws StorageException {
    return new BundlePlanning(BundleStore.of(connected), Runnable::run)
        .plan(wish, trust, world.clock.instant());
  }

  MadeBundle make(String name, BundleWish wish) throws IOException {
    BundlePlan plan =
        plan(wish)
            .fold(
                done -> done,
                refused -> {
                  throw new AssertionError(refused.sentence().english());
                });
    try (OutputStream out = Files.newOutputStream(file(name))) {
      return new BundleWriting(BundleStore.of(connected)).write(plan, out, bytes -> {});
    }
  }

  MadeBundle make(String name) throws IOException {
    return make(name, BundleWish.ALL);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  BundleReport inspect(String name) throws IOException {
    return new BundleInspection(isolated, Runnable::run)
        .inspect(file(name), trust, world.clock.instant(), bytes -> {});
  }

  BundleOutcome take(String name) throws IOException {
    return take(name, CourierRule.NONE);
  }

  BundleOutcome take(String name, CourierRule courier) throws IOException {
    return new BundleImport(isolated, Runnable::run)
        .take(
            file(name),
            new BundleImport.Order(
                trust,
                world.clock.instant(),
                RunPolicy.relay(true),
                courier,
                bytes -> {},
                RunListener.SILENT));
  }

  /** Every file of the isolated relay with its bytes. */
  Map<String, String> everythingKept() throws IOException {
    Map<String, String> kept = new TreeMap<>();
    try (Stream<Path> files = Files.walk(isolated.directory())) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        kept.put(
            isolated.directory().relativize(each).toString(),
            Sha256.of(Files.readAllBytes(each)).hex());
      }
    }
    return kept;
  }

  @Override
  public void close() throws StorageException {
    world.close();
  }
}
