package io.freshseal.api.computers;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Answers requests that wait for the end of something, without keeping a thread for each. */
@ApplicationScoped
public class UpdateWaiting {

  private static final System.Logger LOG = System.getLogger(UpdateWaiting.class.getName());
  private static final int MOST = 200;
  private static final long PAUSE_MILLIS = 500;

  private final AtomicInteger waiting = new AtomicInteger();

  @Resource private ManagedScheduledExecutorService later;

  /**
   * Answers when something is over, when the time is, or at once where too many wait already.
   *
   * @param over asked from time to time, by any thread
   * @param answer called once, by any thread
   */
  void answer(Duration most, BooleanSupplier over, Runnable answer) {
    if (most.isZero() || waiting.get() >= MOST || over.getAsBoolean()) {
      answer.run();
      return;
    }
    waiting.incrementAndGet();
    lookLater(System.nanoTime() + most.toNanos(), over, answer);
  }

  private void lookLater(long end, BooleanSupplier over, Runnable answer) {
    later.schedule(() -> look(end, over, answer), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look(long end, BooleanSupplier over, Runnable answer) {
    if (System.nanoTime() - end < 0 && !isOver(over)) {
      lookLater(end, over, answer);
      return;
    }
    waiting.decrementAndGet();
    answer.run();
  }

  // Whoever cannot be asked, such as a database that is away, is asked by the answer itself.
  private static boolean isOver(BooleanSupplier over) {
    try {
      return over.getAsBoolean();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "waiting ends early: {0}", e.getMessage());
      return true;
    }
  }
}
