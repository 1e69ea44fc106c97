package io.freshseal.replication.control.lazy;

import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * All contents that are on their way: each once, however many wait for it. Bounded in how many may
 * be on their way, how many may wait with a thread, and for how long. Safe for threads.
 */
final class Flights {

  /** How many may be on their way or wait for their turn. */
  static final int MOST_FLIGHTS = 64;

  private final Map<Sha256, Flight> flying = new ConcurrentHashMap<>();
  private final Executor executor;
  private final Semaphore waiting;
  private final Duration patience;

  Flights(Executor executor, int mostWaiters, Duration patience) {
    this.executor = executor;
    this.waiting = new Semaphore(mostWaiters);
    this.patience = patience;
  }

  /**
   * Joins the flight of this content, or begins one; empty if there are too many.
   *
   * @param work fetches it; what it remembers is there before the next flight of this can begin
   */
  Optional<Flight> join(Sha256 digest, Function<Flight, ContentAnswer> work) {
    Flight[] begun = new Flight[1];
    Flight flight =
        flying.computeIfAbsent(
            digest,
            missing -> {
              if (flying.size() >= MOST_FLIGHTS) {
                return null;
              }
              begun[0] = new Flight();
              return begun[0];
            });
    if (begun[0] != null && !start(digest, begun[0], work)) {
      return Optional.empty();
    }
    return Optional.ofNullable(flight);
  }

  private boolean start(Sha256 digest, Flight flight, Function<Flight, ContentAnswer> work) {
    try {
      executor.execute(() -> fly(digest, flight, work));
      return true;
    } catch (RejectedExecutionException e) {
      flying.remove(digest);
      flight.end.completeExceptionally(e);
      return false;
    }
  }

  private void fly(Sha256 digest, Flight flight, Function<Flight, ContentAnswer> work) {
    try {
      ContentAnswer answer = work.apply(flight);
      flying.remove(digest);
      flight.end.complete(answer);
    } catch (RuntimeException | Error e) {
      flying.remove(digest);
      flight.end.completeExceptionally(e);
      throw e;
    }
  }

  /** Waits for the end of one; empty if that takes too long, or too many wait already. */
  Optional<ContentAnswer> await(Flight flight) throws InterruptedException {
    if (flight.end.isDone()) {
      return ended(flight, Duration.ZERO);
    }
    if (!waiting.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return ended(flight, patience);
    } finally {
      waiting.release();
    }
  }

  private static Optional<ContentAnswer> ended(Flight flight, Duration patience)
      throws InterruptedException {
    try {
      return Optional.of(flight.end.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      // A fault is in the log of whoever flew; to who waits, it has not come.
      return Optional.empty();
    }
  }
}
