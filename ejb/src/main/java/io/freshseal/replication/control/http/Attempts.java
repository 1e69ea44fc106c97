package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Tries again when the connection was at fault, a bounded number of times, with growing and
 * jittered pauses so that a fleet does not come back in step.
 */
public final class Attempts {

  /**
   * How long a server is asked for a content again that says when to: a relay may be fetching it.
   * For all else there are other servers to ask.
   */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final TransferLimits limits;
  private final LongSupplier nanoClock;

  /** Tries within these limits. */
  public Attempts(TransferLimits limits) {
    this(limits, System::nanoTime);
  }

  Attempts(TransferLimits limits, LongSupplier nanoClock) {
    this.limits = limits;
    this.nanoClock = nanoClock;
  }

  /** One try. */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Tries.
     *
     * @throws HttpFault if the server is at fault
     * @throws IOException if something here is; never tried again
     */
    T call() throws IOException;
  }

  /**
   * Gives the first success.
   *
   * @throws HttpFault the last fault of the server, when no further attempt makes sense
   */
  public <T> T run(Attempt<T> attempt) throws IOException {
    return run(attempt, Duration.ZERO);
  }

  /**
   * Gives the first success; a server that says when to come again is asked for ten minutes.
   *
   * @throws HttpFault as {@link #run}
   */
  public <T> T runPatiently(Attempt<T> attempt) throws IOException {
    return run(attempt, PATIENCE);
  }

  private <T> T run(Attempt<T> attempt, Duration patience) throws IOException {
    long began = nanoClock.getAsLong();
    int failed = 0;
    while (true) {
      try {
        return attempt.call();
      } catch (HttpFault fault) {
        if (!fault.retryable()) {
          throw fault;
        }
        long nanos = nanoClock.getAsLong() - began;
        // What a server asks for is no failed attempt, for a while.
        if (fault.waitAtLeast().isZero() || nanos >= patience.toNanos()) {
          failed++;
        }
        if (failed >= limits.attempts()) {
          throw fault;
        }
        pause(Math.max(1, failed), fault.waitAtLeast());
      }
    }
  }

  private void pause(int attempt, Duration atLeast) throws HttpFault {
    Duration mean = limits.backOff().multipliedBy(1L << Math.min(attempt - 1, 16));
    long millis = mean.toMillis();
    try {
      Thread.sleep(
          atLeast.toMillis() + millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw HttpFault.lasting(StatusCode.SOURCE_UNREACHABLE, TransferSentence.INTERRUPTED);
    }
  }
}
