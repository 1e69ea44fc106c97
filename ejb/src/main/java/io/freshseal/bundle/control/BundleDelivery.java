package io.freshseal.bundle.control;

import io.freshseal.bundle.control.zip.ZipArchive;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.replication.control.relay.Delivery;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A bundle that a relay takes in with a run of its own. */
public final class BundleDelivery implements Delivery {

  private static final System.Logger LOG = System.getLogger(BundleDelivery.class.getName());

  private final Path file;
  private final CourierRule courier;
  private final Consumer<Sentence> excused;
  private final Ending ending;
  private ZipArchive archive;
  private Sentence exception;

  /** What becomes of the file. */
  @FunctionalInterface
  public interface Ending {
    /** The run is over, and has taken the file in or has not. */
    void over(Path file, boolean taken);
  }

  /**
   * Makes a delivery.
   *
   * @param file not to be touched once its run has begun
   * @param excused hears what an exception of the courier's date has excused
   * @param ending is given the file when the run is over
   */
  public BundleDelivery(Path file, CourierRule courier, Consumer<Sentence> excused, Ending ending) {
    this.file = file;
    this.courier = courier;
    this.excused = excused;
    this.ending = ending;
  }

  @Override
  public String address() {
    return "bundle";
  }

  @Override
  public Verdict<UpdateSource> inspect(
      Vault vault, TrustBasis trust, Instant clock, Executor executor) throws StorageException {
    try {
      Outcome<ZipArchive> opened = ZipArchive.open(file);
      if (opened instanceof Outcome.Refused<ZipArchive> no) {
        return Verdict.reject(no.code(), Evidence.of(no.sentence()));
      }
      archive = ((Outcome.Done<ZipArchive>) opened).value();
      BundleReport report =
          courier.applied(
              new BundleInspection(vault, executor).inspect(archive, trust, clock, read -> {}),
              clock);
      report
          .contents()
          .filter(contents -> report.sound())
          .flatMap(contents -> courier.excuses(contents.usable(), clock))
          .ifPresent(what -> exception = what);
      return report.sound()
          ? Verdict.accept(new BundleSource(archive))
          : Verdict.reject(report.code(), report.evidence().orElseThrow());
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      return Verdict.reject(
          StatusCode.BAD_BUNDLE, Evidence.of(BundleSentence.MEDIUM_FAILED, e.getMessage()));
    }
  }

  @Override
  public void over(boolean taken) {
    try {
      if (archive != null) {
        archive.close();
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "{0} cannot be closed: {1}", file, e.getMessage());
    }
    if (taken && exception != null) {
      excused.accept(exception);
    }
    ending.over(file, taken);
  }
}
