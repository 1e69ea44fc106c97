package io.freshseal.st;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what must come about, and fails when it does not. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(25);

  private Eventually() {}

  /** Waits until the condition holds; what it throws counts as "not yet". */
  static void until(String claim, Duration atMost, Callable<Boolean> condition) {
    untilGet(claim, atMost, condition, holds -> holds);
  }

  /** Waits until the supplied value is good, and returns it. */
  static <T> T untilGet(String claim, Duration atMost, Callable<T> supplier, Predicate<T> good) {
    long end = System.nanoTime() + atMost.toNanos();
    Object last = null;
    do {
      try {
        T value = supplier.call();
        if (good.test(value)) {
          return value;
        }
        last = value;
      } catch (Exception | AssertionError e) {
        last = e;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() < end);
    throw new AssertionError("not within " + atMost + ": " + claim + "; last seen: " + last);
  }
}
