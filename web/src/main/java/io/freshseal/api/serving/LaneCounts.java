package io.freshseal.api.serving;

import java.util.concurrent.atomic.LongAdder;

/**
 * What was answered at one base address before the servlet container was asked, since the start:
 * nothing else counts it. For any number of threads, none of which waits for another.
 */
public final class LaneCounts {

  private static final int NOT_MODIFIED = 304;

  private final LongAdder whole = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  /**
   * How it stands.
   *
   * @param whole answers with 200, those to HEAD included
   * @param unchanged answers with 304
   * @param bytes of bodies, as far as readers took them
   */
  public record Figures(long whole, long unchanged, long bytes) {}

  /** A request was answered with this status. */
  public void answered(int status) {
    (status == NOT_MODIFIED ? unchanged : whole).increment();
  }

  /** So much of a body has gone. */
  public void sent(long count) {
    bytes.add(count);
  }

  /** How it stands. */
  public Figures figures() {
    return new Figures(whole.sum(), unchanged.sum(), bytes.sum());
  }
}
