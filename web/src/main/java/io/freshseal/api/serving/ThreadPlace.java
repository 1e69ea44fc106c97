package io.freshseal.api.serving;

import java.io.IOException;
import java.util.function.LongSupplier;

/** A download that keeps a thread, seen by those who wait for its place. Safe for threads. */
final class ThreadPlace implements Placed {

  private final boolean relay;
  private final Runnable end;
  private final LongSupplier nanoTime;
  private final Progress progress;
  private boolean over;
  private volatile long sent;

  /**
   * Begins.
   *
   * @param relay whether it is a relay that reads
   * @param end ends its connection, so that the thread comes back
   */
  ThreadPlace(boolean relay, Runnable end, LongSupplier nanoTime) {
    this.relay = relay;
    this.end = end;
    this.nanoTime = nanoTime;
    this.progress = new Progress(nanoTime.getAsLong());
  }

  /** The same pace, by which is noted what was sent. */
  FileSlice.Pace noting(FileSlice.Pace pace) {
    return new FileSlice.Pace() {

      @Override
      public int most() {
        return pace.most();
      }

      // Whoever asks for the next turn has sent what the last one was for.
      @Override
      public void before(int bytes) throws IOException {
        progress.note(sent, nanoTime.getAsLong());
        pace.before(bytes);
        sent += bytes;
      }
    };
  }

  @Override
  public boolean relay() {
    return relay;
  }

  @Override
  public boolean keepsThread() {
    return true;
  }

  @Override
  public boolean isSlow(long least) {
    long now = nanoTime.getAsLong();
    progress.note(sent, now);
    return !isOver() && progress.isSlow(sent, now, least);
  }

  private synchronized boolean isOver() {
    return over;
  }

  @Override
  public double rate() {
    return progress.rate(sent, nanoTime.getAsLong());
  }

  // The connection may soon be another request's: it is ended while the place is held, or not.
  @Override
  public synchronized void giveWay() {
    if (!over) {
      over = true;
      end.run();
    }
  }

  /** Hears that the download is over. */
  synchronized void over() {
    over = true;
  }
}
