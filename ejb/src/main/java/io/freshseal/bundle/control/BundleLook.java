package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.shared.entity.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One look at a bundle that was sent: how far it is, and what it found. Safe for threads. */
public final class BundleLook {

  private final UUID id;
  private final AtomicLong read = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Outcome<BundleReport> found;
  private volatile Instant at;

  BundleLook(UUID id) {
    this.id = id;
  }

  /** How many bytes were read so far. */
  public long read() {
    return read.get();
  }

  /** What was found; empty while it is read. */
  public Optional<Outcome<BundleReport>> found() {
    return Optional.ofNullable(found);
  }

  /** The same, after a wait for it. */
  public Optional<Outcome<BundleReport>> await(Duration most) throws InterruptedException {
    boolean ended = over.await(most.toMillis(), TimeUnit.MILLISECONDS);
    return ended ? found() : Optional.empty();
  }

  boolean isOf(UUID upload) {
    return id.equals(upload);
  }

  // A look that found nothing to read is no news a moment later; one at a whole bundle is.
  boolean isFresh(Instant now, Duration remembered) {
    Instant end = at;
    return end == null
        || (found instanceof Outcome.Done<BundleReport> && now.isBefore(end.plus(remembered)));
  }

  void progress(long bytes) {
    read.set(bytes);
  }

  void end(Outcome<BundleReport> outcome, Instant now) {
    at = now;
    found = outcome;
    over.countDown();
  }
}
