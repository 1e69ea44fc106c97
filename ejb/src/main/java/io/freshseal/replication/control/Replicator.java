package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.vault.control.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Brings a store up to its source, the same way for relays and agents. A run that does not come to
 * its end, for whatever reason, leaves what is served as it was. One run at a time per store.
 */
public final class Replicator {

  /** A run does not fail because the store is being tidied or read again at that moment. */
  private static final Duration FOR_TIDYING = Duration.ofSeconds(10);

  private final Vault vault;
  private final Judges judges;
  private final Executor executor;

  /** What judges what arrives. */
  record Judges(CatalogJudge catalogs, SignatureJudge signatures, StoreCheck held) {}

  /**
   * Makes a replicator of a store.
   *
   * @param executor lends threads for transfers at once; the calling thread works along
   */
  public Replicator(
      Vault vault, CatalogJudge catalogs, SignatureJudge signatures, Executor executor) {
    this.vault = vault;
    this.judges = new Judges(catalogs, signatures, new StoreCheck(vault, signatures));
    this.executor = executor;
  }

  /**
   * Runs once. Whatever goes wrong at the source, in a judgement or on the disk is in the outcome.
   */
  public RunOutcome run(RunRequest request) {
    MeteredSource source = new MeteredSource(request.source());
    try {
      return vault
          .alone(() -> perform(request, source), FOR_TIDYING)
          .orElseGet(
              () -> failed(source, StatusCode.BUSY, Evidence.of(ReplicationSentence.STORE_BUSY)));
    } catch (StorageException e) {
      return failed(source, e.code(), Evidence.of(e.sentence()));
    }
  }

  private RunOutcome perform(RunRequest request, MeteredSource source) throws StorageException {
    Workers workers = new Workers(executor, request.policy().parallel());
    long began = System.nanoTime();
    RunOutcome outcome = new ReplicationRun(vault, judges, workers, source, request).perform();
    Instant clock = request.now().plusNanos(System.nanoTime() - began);
    return new ClockReview(request.source())
        .review(HopReview.review(outcome, request.source()), clock);
  }

  private static RunOutcome failed(MeteredSource source, StatusCode code, Evidence evidence) {
    return RunOutcome.failed(
        RunRefusal.ofRun(code, evidence), source.traffic(), source.relayBuild());
  }
}
