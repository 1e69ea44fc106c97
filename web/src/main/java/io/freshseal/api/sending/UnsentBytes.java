package io.freshseal.api.sending;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What waits on a connection until its reader takes it, and who may add to it: one at a time, and
 * only while little waits. All streams of an HTTP/2 connection share it, whatever windows the
 * reader opens (RFC 9113, section 5.2).
 */
final class UnsentBytes {

  /** Of one writing; more is written piece by piece. */
  static final int PIECE = 64 * 1024;

  /** What may wait when a piece is added, so that the engine's own bound is not met. */
  static final int ROOM = SendQueues.MAX_BYTES / 2;

  /** How long nothing may be taken of what waits. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final long SHORTEST_PAUSE = 1_000_000;
  private static final long LONGEST_PAUSE = 20_000_000;

  private final Line line;
  private final LongSupplier nanos;
  private final ReentrantLock turn = new ReentrantLock();

  /** Something that is written. */
  interface Piece {
    void write() throws IOException;
  }

  UnsentBytes(Line line) {
    this(line, System::nanoTime);
  }

  UnsentBytes(Line line, LongSupplier nanos) {
    this.line = line;
    this.nanos = nanos;
  }

  Line line() {
    return line;
  }

  /** Whether something could be added now. */
  boolean hasRoom() {
    return line.waiting() <= ROOM;
  }

  /**
   * Writes when there is room.
   *
   * @param piece 64 KiB at most
   * @throws IOException if the reader has gone, or took nothing for two minutes, in which case the
   *     connection is ended
   */
  void add(Piece piece) throws IOException {
    turn.lock();
    try {
      awaitRoom();
      piece.write();
    } finally {
      turn.unlock();
    }
  }

  private void awaitRoom() throws IOException {
    int least = Integer.MAX_VALUE;
    long since = nanos.getAsLong();
    long pause = SHORTEST_PAUSE;
    for (int now = line.waiting(); now > ROOM; now = line.waiting()) {
      if (!line.isOpen()) {
        throw new IOException("the reader has gone");
      }
      if (now < least) {
        least = now;
        since = nanos.getAsLong();
      } else if (nanos.getAsLong() - since > PATIENCE.toNanos()) {
        line.end();
        throw new IOException("the reader takes nothing");
      }
      LockSupport.parkNanos(pause);
      if (Thread.currentThread().isInterrupted()) {
        throw new IOException("interrupted while a reader took nothing");
      }
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
  }
}
