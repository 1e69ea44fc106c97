package io.freshseal.replication.control;

import io.freshseal.shared.control.StorageException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

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
    List<CompletableFuture<R>> results =
        IntStream.range(0, items.size()).mapToObj(i -> new CompletableFuture<R>()).toList();
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean stopped = new AtomicBoolean();
    Runnable drain =
        () -> {
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            if (stopped.get()) {
              results.get(i).cancel(false);
            } else {
              apply(work, items.get(i), results.get(i), stopped);
            }
          }
        };
    startHelpers(drain, Math.min(width, items.size()) - 1);
    drain.run();
    return collect(results);
  }

  private void startHelpers(Runnable drain, int count) {
    try {
      for (int i = 0; i < count; i++) {
        executor.execute(drain);
      }
    } catch (RejectedExecutionException e) {
      // The calling thread does it all.
      return;
    }
  }

  private static <T, R> void apply(
      Work<T, R> work, T item, CompletableFuture<R> result, AtomicBoolean stopped) {
    try {
      result.complete(work.apply(item));
    } catch (StorageException | RuntimeException | Error e) {
      stopped.set(true);
      result.completeExceptionally(e);
    }
  }

  private static <R> List<R> collect(List<CompletableFuture<R>> results) throws StorageException {
    CompletableFuture<?>[] all = results.toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).handle((done, fault) -> null).join();
    for (CompletableFuture<R> result : results) {
      if (result.isCompletedExceptionally() && !result.isCancelled()) {
        rethrow(result);
      }
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  private static void rethrow(CompletableFuture<?> result) throws StorageException {
    try {
      result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException storage) {
        throw storage;
      }
      throw e;
    }
  }
}
