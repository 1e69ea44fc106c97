package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipArchive;
import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Takes a bundle into a store: a whole inspection first, then the run of every other source. Taking
 * in the same bundle again changes nothing; after a kill, again is enough.
 */
public final class BundleImport {

  private final Vault vault;
  private final Executor executor;

  /**
   * How a bundle is taken in.
   *
   * @param clock the local clock
   * @param inspected is told how many bytes the inspection has read
   * @param listener hears how the run gets on
   */
  public record Order(
      TrustBasis trust,
      Instant clock,
      RunPolicy policy,
      CourierRule courier,
      LongConsumer inspected,
      RunListener listener) {

    public Order {
      Objects.requireNonNull(trust);
      Objects.requireNonNull(clock);
      Objects.requireNonNull(policy);
      Objects.requireNonNull(courier);
      Objects.requireNonNull(inspected);
      Objects.requireNonNull(listener);
    }
  }

  /**
   * Makes an import into a store.
   *
   * @param executor lends threads; the calling thread works along
   */
  public BundleImport(Vault vault, Executor executor) {
    this.vault = vault;
    this.executor = executor;
  }

  /**
   * Takes a bundle in. What is refused leaves the store as it was, to the byte.
   *
   * @throws StorageException if the disk of the store refuses while it is inspected
   * @throws IOException if the file cannot be read
   */
  public BundleOutcome take(Path file, Order order) throws IOException {
    Outcome<ZipArchive> opened = ZipArchive.open(file);
    if (opened instanceof Outcome.Refused<ZipArchive> no) {
      return BundleOutcome.refused(
          BundleReport.refused(no.code(), Evidence.of(no.sentence()), Files.size(file)));
    }
    try (ZipArchive archive = ((Outcome.Done<ZipArchive>) opened).value()) {
      BundleReport report =
          order
              .courier()
              .applied(
                  new BundleInspection(vault, executor)
                      .inspect(archive, order.trust(), order.clock(), order.inspected()),
                  order.clock());
      if (!report.sound()) {
        return BundleOutcome.refused(report);
      }
      RunRequest request =
          new RunRequest(
              new BundleSource(archive),
              order.trust(),
              order.clock(),
              order.policy(),
              order.listener());
      Replicator replicator =
          new Replicator(vault, new CatalogJudge(), new SignatureJudge(), executor);
      Optional<Sentence> excused =
          report.contents().flatMap(c -> order.courier().excuses(c.usable(), order.clock()));
      return new BundleOutcome(report, Optional.of(replicator.run(request)), excused);
    }
  }
}
