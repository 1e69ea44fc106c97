package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Looks at bundles that were sent, one at a time, in the background: five gigabytes take longer
 * than a request. What was found last is remembered for a minute, so that who turns its pages does
 * not have all of it read again. Safe for threads.
 */
public final class BundleLooks {

  private static final System.Logger LOG = System.getLogger(BundleLooks.class.getName());
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  private final Inspection inspection;
  private final Executor executor;
  private final Clock clock;
  private BundleLook last;

  /** Looks at one. */
  @FunctionalInterface
  public interface Inspection {
    /**
     * Reads all of it.
     *
     * @param read is told how many bytes have been read
     * @throws IOException if it cannot be read
     */
    Outcome<BundleReport> of(UUID upload, LongConsumer read) throws IOException;
  }

  /**
   * Makes the room for looks.
   *
   * @param executor lends a thread for each
   */
  public BundleLooks(Inspection inspection, Executor executor, Clock clock) {
    this.inspection = inspection;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Begins to look at an upload, or goes on with the look at it.
   *
   * @return refused {@code BUSY} while another one is looked at
   */
  public synchronized Outcome<BundleLook> look(UUID upload) {
    if (last != null && last.isOf(upload) && last.isFresh(clock.instant(), REMEMBERED)) {
      return Outcome.done(last);
    }
    if (last != null && last.found().isEmpty()) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.ANOTHER_IS_LOOKED_AT);
    }
    BundleLook look = new BundleLook(upload);
    last = look;
    executor.execute(() -> read(upload, look));
    return Outcome.done(look);
  }

  private void read(UUID upload, BundleLook look) {
    Outcome<BundleReport> found =
        Outcome.refused(StatusCode.INTERNAL, BundleSentence.LOOK_BROKE_OFF);
    try {
      found = inspection.of(upload, look::progress);
    } catch (StorageException e) {
      found = new Outcome.Refused<>(e.code(), e.sentence());
    } catch (IOException e) {
      found =
          Outcome.refused(StatusCode.STORAGE_FAULT, BundleSentence.MEDIUM_FAILED, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "looking at a bundle broke off", e);
    } finally {
      look.end(found, clock.instant());
    }
  }
}
