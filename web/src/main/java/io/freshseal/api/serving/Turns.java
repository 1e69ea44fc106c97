package io.freshseal.api.serving;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Shares a bandwidth among those who download: readers take turns, so that one with many
 * connections gets no more than one with a single connection. Each turn is a part of a file; it is
 * let go while there is budget, and what it takes beyond that is owed. Safe for threads; runs no
 * thread of its own.
 */
final class Turns {

  private static final Logger LOG = System.getLogger(Turns.class.getName());
  private static final long SECOND = 1_000_000_000L;

  /** What may be saved up, as a part of a second, so that a pause makes no burst. */
  private static final int SAVED = 4;

  /** So that a limit that is changed meanwhile counts soon. */
  private static final long LONGEST_PAUSE = SECOND;

  private static final int LARGEST_PART = 4 * 1024 * 1024;
  private static final int SMALLEST_PART = 8 * 1024;
  private static final int PARTS_A_SECOND = 20;

  /**
   * In which those who wait have had a turn, once parts have become as small as that needs: readers
   * give a source up that is silent for long.
   */
  private static final int ROUND_SECONDS = 3;

  private final LongSupplier limit;
  private final LongSupplier nanoTime;
  private final Map<String, Deque<Turn>> waiting = new LinkedHashMap<>();
  private int turns;
  private double budget;
  private long then;

  private record Turn(int bytes, BooleanSupplier go) {}

  /**
   * Begins with nothing saved up.
   *
   * @param limit bytes a second, 0 for none; asked each time
   * @param nanoTime as {@link System#nanoTime()}
   */
  Turns(LongSupplier limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.then = nanoTime.getAsLong();
  }

  /** How many bytes a turn should have: few where the bandwidth is small or many wait. */
  synchronized int part() {
    long now = limit.getAsLong();
    if (now == 0) {
      return LARGEST_PART;
    }
    long share = Math.min(now / PARTS_A_SECOND, now / (turns + 1) * ROUND_SECONDS);
    return (int) Math.max(SMALLEST_PART, Math.min(LARGEST_PART, share));
  }

  /**
   * Waits for a turn; runs it at once, in the caller's thread, where no bandwidth is set.
   *
   * @param reader whose turn it is; all turns of one reader come one after the other
   * @param go does not block; says whether the bytes are sent, or the reader has gone
   * @return whether it has to wait for {@link #letGo}
   */
  boolean ask(String reader, int bytes, BooleanSupplier go) {
    synchronized (this) {
      if (limit.getAsLong() > 0 || !waiting.isEmpty()) {
        waiting.computeIfAbsent(reader, r -> new ArrayDeque<>()).add(new Turn(bytes, go));
        turns++;
        return true;
      }
    }
    go.getAsBoolean();
    return false;
  }

  /**
   * Runs the turns that there is budget for.
   *
   * @return nanoseconds until it should be called again, a second at most; 0 if nobody waits
   */
  long letGo() {
    List<Turn> due = new ArrayList<>();
    take(due);
    due.forEach(this::run);
    return pause();
  }

  // One that breaks off takes no other's turn.
  private void run(Turn turn) {
    boolean sent = false;
    try {
      sent = turn.go().getAsBoolean();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a turn of a download broke off", e);
    }
    if (!sent) {
      giveBack(turn);
    }
  }

  private synchronized void giveBack(Turn turn) {
    budget += turn.bytes();
  }

  private synchronized void take(List<Turn> due) {
    long rate = limit.getAsLong();
    long now = nanoTime.getAsLong();
    budget = Math.min(budget + (double) rate * (now - then) / SECOND, (double) rate / SAVED);
    then = now;
    while (!waiting.isEmpty() && (rate == 0 || budget > 0)) {
      Turn turn = next();
      budget -= turn.bytes();
      due.add(turn);
    }
    if (rate == 0) {
      budget = 0;
    }
  }

  private synchronized long pause() {
    if (waiting.isEmpty()) {
      return 0;
    }
    double owed = -budget * SECOND / Math.max(1, limit.getAsLong());
    return Math.max(1, Math.min(LONGEST_PAUSE, (long) owed));
  }

  // The reader whose turn it was goes to the end of the line.
  private Turn next() {
    Iterator<Map.Entry<String, Deque<Turn>>> first = waiting.entrySet().iterator();
    Map.Entry<String, Deque<Turn>> entry = first.next();
    String reader = entry.getKey();
    Deque<Turn> mine = entry.getValue();
    first.remove();
    Turn turn = mine.remove();
    if (!mine.isEmpty()) {
      waiting.put(reader, mine);
    }
    turns--;
    return turn;
  }
}
