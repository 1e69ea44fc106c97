package io.freshseal.api.computers;

import io.freshseal.member.control.HeartbeatJson;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A body that needs a place in memory once it turns out to be long. Not for several threads.
 *
 * <p>What stops it is unchecked, so that whoever reads does not take it for a fault of the line,
 * and has let go of what it read before anything else is done.
 */
final class BodyGate extends FilterInputStream {

  private final Place place;
  private final LongSupplier ticker;
  private long seen;
  private long sinceThen;
  private long takenAt;
  private boolean placed;

  BodyGate(InputStream in, Place place, LongSupplier ticker) {
    super(in);
    this.place = place;
    this.ticker = ticker;
  }

  /** Where long bodies are. */
  interface Place {

    /** Takes a place, if there is one. */
    boolean take();

    /** Whether another was turned away since this one was taken. */
    boolean isWanted();

    /** Gives it back. */
    void release();
  }

  /** There is no place. */
  static final class Full extends Stop {
    @Serial private static final long serialVersionUID = 1L;
  }

  /** The place is kept too long, and others want it. */
  static final class Slow extends Stop {
    @Serial private static final long serialVersionUID = 1L;
  }

  private abstract static class Stop extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Stop() {
      super(null, null, false, false);
    }
  }

  /** Takes a place before anything is read, if the length that is announced asks for one. */
  void announce(long length) {
    if (length > HeartbeatJson.SHORT_BYTES) {
      enter();
    }
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      seen(1);
    }
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      seen(count);
    }
    return count;
  }

  private void seen(int count) {
    seen += count;
    if (placed) {
      sinceThen += count;
      if (isSlow() && place.isWanted()) {
        throw new Slow();
      }
    } else if (seen > HeartbeatJson.SHORT_BYTES) {
      enter();
    }
  }

  private void enter() {
    placed = place.take();
    if (!placed) {
      throw new Full();
    }
    takenAt = ticker.getAsLong();
  }

  private boolean isSlow() {
    long nanos = ticker.getAsLong() - takenAt;
    long due = nanos / Duration.ofMillis(1).toNanos() * HeartbeatJson.LEAST_RATE / 1000;
    return nanos > HeartbeatJson.PATIENCE.toNanos() && sinceThen < due;
  }

  // The container closes the body itself.
  @Override
  public void close() {
    if (placed) {
      placed = false;
      place.release();
    }
  }
}
