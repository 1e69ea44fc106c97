package io.freshseal.replication.boundary;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few threads of the container's making for runs and their transfers. The container's own default
 * executor is shared with everybody and may have a single thread.
 */
final class RelayThreads implements Executor, AutoCloseable {

  private static final int THREADS = 5;
  private static final long IDLE_SECONDS = 30;
  private static final long END_SECONDS = 5;

  private final ThreadPoolExecutor pool;

  RelayThreads(ManagedThreadFactory factory) {
    pool =
        new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    pool.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable command) {
    pool.execute(command);
  }

  /** The same; nothing happens once these threads are closed. */
  void executeIfOpen(Runnable command) {
    try {
      pool.execute(command);
    } catch (RejectedExecutionException e) {
      // The process ends; the next one begins with this.
      return;
    }
  }

  /** Interrupts what is at work and waits a little; what is served does not depend on its end. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
