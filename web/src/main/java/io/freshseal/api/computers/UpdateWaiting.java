package io.freshseal.api.computers;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets requests wait for the end of something. Each keeps a thread, so there are few of them. */
@ApplicationScoped
public class UpdateWaiting {

  private static final int MOST = 16;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Semaphore places = new Semaphore(MOST);

  /** Returns when something is over, when the time is, or at once where too many wait already. */
  public void until(Duration most, BooleanSupplier over) {
    if (most.isZero() || over.getAsBoolean() || !places.tryAcquire()) {
      return;
    }
    try {
      long end = System.nanoTime() + most.toNanos();
      while (System.nanoTime() - end < 0 && !over.getAsBoolean()) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } finally {
      places.release();
    }
  }
}
