package io.freshseal.replication.control.lazy;

import io.freshseal.replication.control.RunListener;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.shared.entity.Sha256;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** One content on its way, and all who wait for it. */
final class Flight implements RunListener {

  private static final long LONGEST_SECONDS = 25;
  private static final long UNKNOWN_SECONDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  final CompletableFuture<ContentAnswer> end = new CompletableFuture<>();
  private volatile Progress progress;

  // How much was here at first, so that what an earlier attempt left says nothing of the speed.
  private record Progress(long firstNanos, long first, long length, long size) {}

  @Override
  public void received(Sha256 object, long length, long size) {
    Progress before = progress;
    progress =
        before == null || length < before.first()
            ? new Progress(System.nanoTime(), length, length, size)
            : new Progress(before.firstNanos(), before.first(), length, size);
  }

  /** When it may be here, by its pace so far; at most what readers are willing to wait. */
  int secondsLeft() {
    Progress now = progress;
    long seconds = UNKNOWN_SECONDS;
    if (now != null && now.length() > now.first()) {
      double taken = (System.nanoTime() - now.firstNanos()) / NANOS_PER_SECOND;
      double left = taken * (now.size() - now.length()) / (now.length() - now.first());
      seconds = (long) Math.ceil(Math.min(left, LONGEST_SECONDS));
    }
    // Those who wait for the same do not come back together.
    return (int) Math.max(1, seconds) + ThreadLocalRandom.current().nextInt(4);
  }
}
