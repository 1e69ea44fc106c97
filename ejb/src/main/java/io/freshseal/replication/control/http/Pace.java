package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Measures one body against its limits: the mean speed over each stretch of waiting, and the total
 * time. Not thread-safe; belongs to the thread that reads.
 */
final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongSupplier nanoClock;
  private final TransferLimits limits;
  private final long start;
  private final long bytesPerWindow;
  private long waited;
  private long arrived;

  Pace(TransferLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.bytesPerWindow =
        (long) (limits.minBytesPerSecond() * (limits.rateWindow().toNanos() / NANOS_PER_SECOND));
  }

  /** How long the reader may wait for the next bytes before it has to ask for a verdict. */
  long patienceNanos() {
    long inWindow = limits.rateWindow().toNanos() - waited;
    long inTotal = limits.totalTime().toNanos() - (nanoClock.getAsLong() - start);
    return Math.max(0, Math.min(inWindow, inTotal));
  }

  /** Notes a wait that ended with bytes, or with none. */
  void waited(long nanos, int bytes) {
    waited += nanos;
    arrived += bytes;
  }

  /** The refusal, if a limit has been passed by now. */
  Optional<HttpFault> verdict() {
    if (nanoClock.getAsLong() - start >= limits.totalTime().toNanos()) {
      return Optional.of(tooSlow(TransferSentence.TOOK_TOO_LONG, limits.totalTime().toSeconds()));
    }
    if (waited < limits.rateWindow().toNanos()) {
      return Optional.empty();
    }
    if (arrived < Math.max(1, bytesPerWindow)) {
      return Optional.of(
          tooSlow(
              TransferSentence.TOO_SLOW, arrived, waited / 1_000_000, limits.minBytesPerSecond()));
    }
    waited = 0;
    arrived = 0;
    return Optional.empty();
  }

  private static HttpFault tooSlow(TransferSentence key, Object... arguments) {
    return HttpFault.lasting(StatusCode.TOO_SLOW, key, arguments);
  }
}
