package io.freshseal.replication.control.lazy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Work in a thread of its own, of which a test can tell that it waits. */
final class Watched<T> {

  private static final long LONGEST_SECONDS = 20;

  private final FutureTask<T> work;
  private final Thread thread;

  private Watched(Callable<T> work) {
    this.work = new FutureTask<>(work);
    this.thread = new Thread(this.work, "watched");
    thread.setDaemon(true);
  }

  static <T> Watched<T> start(Callable<T> work) {
    Watched<T> watched = new Watched<>(work);
    watched.thread.start();
    return watched;
  }

  /** Returns once it waits for somebody; fails if it ends without. */
  void awaitWaiting() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(work).as("it has waited for nobody").isNotDone();
      assertThat(System.nanoTime() - end).as("it waits for nobody").isNegative();
      Thread.onSpinWait();
    }
  }

  T result() throws Exception {
    return work.get(LONGEST_SECONDS, TimeUnit.SECONDS);
  }
}
