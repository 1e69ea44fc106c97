package io.freshseal.api.serving;

import java.time.Duration;

/**
 * How fast a reader takes a download, measured over a minute at least: what the system has room for
 * is taken at once and says nothing. Times are nanoseconds that the caller passes in. Safe for
 * threads.
 */
public final class Progress {

  /** Bytes a second; who takes less gives way to others, where they are turned away. */
  static final long LEAST_RATE = 16 * 1024;

  /** Over so long it is measured. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final double SECOND = 1e9;

  private long since;
  private long before;

  /** Begins with nothing taken. */
  public Progress(long now) {
    since = now;
  }

  /** Notes how much was taken up to now; where that is fast enough, measuring begins anew. */
  public synchronized void note(long taken, long now) {
    if (isOver(now) && rate(taken, now) >= LEAST_RATE) {
      since = now;
      before = taken;
    }
  }

  /**
   * Whether it is slow.
   *
   * @param least bytes a second
   */
  public synchronized boolean isSlow(long taken, long now, long least) {
    return isOver(now) && rate(taken, now) < least;
  }

  /** Bytes a second since measuring began. */
  public synchronized double rate(long taken, long now) {
    return (taken - before) / Math.max(1 / SECOND, (now - since) / SECOND);
  }

  private boolean isOver(long now) {
    return now - since >= WINDOW.toNanos();
  }
}
