package io.freshseal.replication.control.push;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The one thread in which a {@link PushWatch} waits. */
public final class PushThread implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PushThread.class.getName());
  private static final Duration AFTER_FAULT = Duration.ofMinutes(1);

  private final PushWatch watch;
  private final Thread thread;
  private final Semaphore hurry = new Semaphore(0);

  /** Begins to wait. */
  public PushThread(PushWatch watch, ThreadFactory threads) {
    this.watch = watch;
    this.thread = threads.newThread(this::goOn);
    this.thread.start();
  }

  /** Ends a pause, not a wait: something else may hold now. */
  public void hurry() {
    hurry.release();
  }

  private void goOn() {
    try {
      boolean on = true;
      while (on) {
        Duration pause = step();
        hurry.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
        hurry.drainPermits();
        on = !Thread.interrupted();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration step() throws InterruptedException {
    try {
      return watch.step();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "waiting for new catalogs goes on after a fault", e);
      return AFTER_FAULT;
    }
  }

  /** Ends the wait, and the thread soon after. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
