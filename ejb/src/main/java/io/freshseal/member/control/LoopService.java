package io.freshseal.member.control;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps a loop going until it is stopped. It is looked at once a minute at least, so that a
 * computer that slept, or whose clock was set, notices soon.
 */
public final class LoopService {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final CountDownLatch over = new CountDownLatch(1);
  private boolean stopped;
  private boolean hurried;

  /** What is done again and again. */
  @FunctionalInterface
  public interface Step {
    /** Does what is due; answers how long nothing is due. */
    Duration act();
  }

  /** Goes on until {@link #stop} or an interrupt; to be called once. */
  public void run(Step step) {
    try {
      boolean on = true;
      while (on) {
        on = pause(step.act());
      }
    } finally {
      over.countDown();
    }
  }

  /** Lets the loop act at once; may be called by any thread. */
  public synchronized void hurry() {
    hurried = true;
    notifyAll();
  }

  /**
   * Ends the loop after what it is at; may be called by any thread.
   *
   * @param patience how long to wait for that
   */
  public void stop(Duration patience) {
    synchronized (this) {
      stopped = true;
      notifyAll();
    }
    try {
      over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean pause(Duration wanted) {
    Duration pause = wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
    long until = System.nanoTime() + pause.toNanos();
    try {
      long left = until - System.nanoTime();
      while (!stopped && !hurried && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        left = until - System.nanoTime();
      }
      hurried = false;
      return !stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
