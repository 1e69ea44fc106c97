package io.freshseal.replication.control;

import io.freshseal.shared.control.StorageException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does the same to many items, several at once. The calling thread works along, so that a busy or
 * refusing executor makes it slower and nothing else.
 */
final class Workers {

  private final Executor executor;
  private final int width;

  Workers(Executor executor, int width) {
    this.executor = executor;
    this.width = width;
  }

  /** Work that may meet a fault of the disk. */
  @FunctionalInterface
  interface Work<T, R> {
    R apply(T item) throws StorageException;
  }

  /**
   * The results in the order of the items. Nothing new is begun after the first fault; returns or
   * throws only when nothing is at work any more.
   */
  <T, R> List<R> map(List<T> items, Work<T, R> work) throws StorageException {
    Round<T, R> round = new Round<>(items, work);
    startHelpers(round::help, Math.min(width, items.size()) - 1);
    round.drain();
    return round.results();
  }

  private void startHelpers(Runnable help, int count) {
    try {
      for (int i = 0; i < count; i++) {
        executor.execute(help);
      }
    } catch (RejectedExecutionException e) {
      // The calling thread does it all.
      return;
    }
  }

  /** The items of one call, which may be very many and very quick. */
  private static final class Round<T, R> {

    private final List<T> items;
    private final Work<T, R> work;
    private final Object[] results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> fault = new AtomicReference<>();
    // The caller, and whoever has begun to help: one that never comes is not waited for.
    private final Phaser present = new Phaser(1);

    Round(List<T> items, Work<T, R> work) {
      this.items = items;
      this.work = work;
      this.results = new Object[items.size()];
    }

    // Whoever comes too late finds nothing to do.
    void help() {
      present.register();
      try {
        drain();
      } finally {
        present.arriveAndDeregister();
      }
    }

    void drain() {
      for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
        if (fault.get() != null) {
          return;
        }
        try {
          results[i] = work.apply(items.get(i));
        } catch (StorageException | RuntimeException | Error e) {
          fault.compareAndSet(null, e);
        }
      }
    }

    @SuppressWarnings("unchecked")
    List<R> results() throws StorageException {
      present.arriveAndAwaitAdvance();
      if (fault.get() instanceof StorageException storage) {
        throw storage;
      }
      if (fault.get() != null) {
        throw new CompletionException(fault.get());
      }
      return (List<R>) List.of(results);
    }
  }
}
