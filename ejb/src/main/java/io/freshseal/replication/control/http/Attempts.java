package io.freshseal.replication.control.http;

import io.freshseal.replication.entity.TransferSentence;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries again when the connection was at fault, a bounded number of times, with growing and
 * jittered pauses so that a fleet does not come back in step.
 */
public final class Attempts {

  private final TransferLimits limits;

  public Attempts(TransferLimits limits) {
    this.limits = limits;
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
    for (int left = limits.attempts() - 1; ; left--) {
      try {
        return attempt.call();
      } catch (HttpFault fault) {
        if (!fault.retryable() || left == 0) {
          throw fault;
        }
        pause(limits.attempts() - left, fault.waitAtLeast());
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
