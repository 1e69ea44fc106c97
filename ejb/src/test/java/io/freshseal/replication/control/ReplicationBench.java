package io.freshseal.replication.control;

import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.shared.control.SettableClock;
import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.control.SigningAuthority;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.DiskRoom;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StorePlaces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A source, a clock and any number of relays and agents in one folder. */
public final class ReplicationBench implements AutoCloseable {

  public static final Instant START = Instant.parse("2030-06-01T12:00:00Z");
  public static final String OLD_BUILD = "20.0.0-1336";
  public static final String NEW_BUILD = "20.0.0-1337";

  public final SettableClock clock = new SettableClock(START);
  public final UpstreamSimulator upstream;
  public TrustBasis trust;
  private final Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(3);
  private final List<Vault> open = new ArrayList<>();

  public ReplicationBench(Path folder) throws IOException {
    this.folder = folder;
    this.upstream =
        new UpstreamSimulator(SigningAuthority.own(folder.resolve("keys"), START), clock);
    this.trust = TrustBasis.of(upstream.anchors());
  }

  public Vault vault(String name) throws StorageException {
    return vault(name, DiskRoom.OF_FILE_STORE);
  }

  public Vault vault(String name, DiskRoom room) throws StorageException {
    Vault vault = Vault.open(StorePlaces.in(folder.resolve(name)), clock, room);
    open.add(vault);
    return vault;
  }

  /** The store of this name once more, as after a restart. */
  public Vault reopen(String name) throws StorageException {
    for (Vault vault : open) {
      vault.close();
    }
    open.clear();
    return vault(name);
  }

  public RunOutcome run(Vault vault, UpdateSource source, RunPolicy policy) {
    return run(vault, source, policy, RunListener.SILENT);
  }

  RunOutcome run(Vault vault, UpdateSource source, RunPolicy policy, RunListener listener) {
    return new Replicator(vault, new CatalogJudge(), new SignatureJudge(), threads)
        .run(new RunRequest(source, trust, clock.instant(), policy, listener));
  }

  public RunOutcome runRelay(Vault vault, boolean refreshes) {
    return run(vault, upstream, RunPolicy.relay(refreshes));
  }

  public RunOutcome runAgent(Vault vault, UpdateSource source) {
    return run(vault, source, RunPolicy.agent());
  }

  public void advance(Duration by) {
    clock.advance(by);
  }

  public static byte[] content(String text, int length) {
    byte[] unit = (text + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[length];
    for (int i = 0; i < length; i++) {
      all[i] = unit[i % unit.length];
    }
    return all;
  }

  public static ComponentOutcome outcome(RunOutcome run, String id) {
    return run.components().stream()
        .filter(outcome -> outcome.id().text().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws StorageException {
    threads.shutdownNow();
    for (Vault vault : open) {
      vault.close();
    }
  }
}
