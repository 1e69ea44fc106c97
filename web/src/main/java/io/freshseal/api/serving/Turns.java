package io.freshseal.api.serving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shares a bandwidth among those who download: readers take turns, so that one with many
 * connections gets no more than one with a single connection. Each turn is a part of a file; it is
 * let go while there is budget, and what it takes beyond that is owed. Safe for threads; runs no
 * thread of its own.
 */
final class Turns {

  private static final long SECOND = 1_000_000_000L;

  /** What may be saved up, as a part of a second, so that a pause makes no burst. */
  private static final int SAVED = 4;

  private static final int LARGEST_PART = 4 * 1024 * 1024;
  private static final int SMALLEST_PART = 64 * 1024;
  private static final int PARTS_A_SECOND = 20;

  private final LongSupplier limit;
  private final LongSupplier nanoTime;
  private final Map<String, Deque<Turn>> waiting = new LinkedHashMap<>();
  private double budget;
  private long then;

  private record Turn(int bytes, Runnable go) {}

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

  /** How many bytes a turn should have: few where the bandwidth is small. */
  int part() {
    long now = limit.getAsLong();
    return now == 0
        ? LARGEST_PART
        : (int) Math.max(SMALLEST_PART, Math.min(LARGEST_PART, now / PARTS_A_SECOND));
  }

  /**
   * Waits for a turn; runs it at once, in the caller's thread, where no bandwidth is set.
   *
   * @param reader whose turn it is; all turns of one reader come one after the other
   * @param go neither blocks nor throws
   * @return whether it has to wait for {@link #letGo}
   */
  boolean ask(String reader, int bytes, Runnable go) {
    synchronized (this) {
      if (limit.getAsLong() > 0 || !waiting.isEmpty()) {
        waiting.computeIfAbsent(reader, r -> new ArrayDeque<>()).add(new Turn(bytes, go));
        return true;
      }
    }
    go.run();
    return false;
  }

  /**
   * Runs the turns that there is budget for.
   *
   * @return nanoseconds until the next one, 0 if nobody waits
   */
  long letGo() {
    List<Runnable> due = new ArrayList<>();
    long pause = take(due);
    due.forEach(Runnable::run);
    return pause;
  }

  private synchronized long take(List<Runnable> due) {
    long rate = limit.getAsLong();
    long now = nanoTime.getAsLong();
    budget = Math.min(budget + (double) rate * (now - then) / SECOND, (double) rate / SAVED);
    then = now;
    while (!waiting.isEmpty() && (rate == 0 || budget > 0)) {
      Turn turn = next();
      budget -= turn.bytes();
      due.add(turn.go());
    }
    if (rate == 0) {
      budget = 0;
    }
    return waiting.isEmpty() ? 0 : Math.max(1, (long) (-budget * SECOND / rate));
  }

  // The reader whose turn it was goes to the end of the line.
  private Turn next() {
    Iterator<Map.Entry<String, Deque<Turn>>> first = waiting.entrySet().iterator();
    Map.Entry<String, Deque<Turn>> entry = first.next();
    String reader = entry.getKey();
    Deque<Turn> turns = entry.getValue();
    first.remove();
    Turn turn = turns.remove();
    if (!turns.isEmpty()) {
      waiting.put(reader, turns);
    }
    return turn;
  }
}
