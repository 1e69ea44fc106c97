package io.freshseal.api.waiting;

import io.freshseal.api.waiting.Waiter.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Who waits for a new catalog, and when each is to be answered. A wheel of seconds holds them, so
 * that entering, leaving and running out of time cost the same however many there are. A new
 * catalog moves everybody to the exit, from where they leave in waves: relays first, for others
 * wait for them; then the rest in an order that is drawn anew each time, so that nobody is always
 * the last. Has no clock and no thread of its own: times are nanoseconds that its caller passes in.
 * Safe for threads.
 */
final class WaitingRoom {

  /** Longest wait; below the minute after which proxies cut connections that say nothing. */
  static final int MAX_SECONDS = 50;

  /** Time between two waves. */
  static final long WAVE_NANOS = 50_000_000L;

  /** Least waiters of a wave: 2,000 a second. */
  static final int LEAST_WAVE = 100;

  /** In this many waves everybody is out: a minute. */
  static final int MOST_WAVES = 1200;

  private static final long SECOND = 1_000_000_000L;
  // A wait and the pause before it: what is linked lies never a whole turn ahead.
  private static final int SLOTS = 128;
  private static final int SHARE_KEPT_FOR_RELAYS = 10;

  private final Random random;
  private final Waiter[] wheel = new Waiter[SLOTS];
  private final Deque<Waiter> exit = new ArrayDeque<>();
  private long second;
  private long nextWave;
  private int wave = LEAST_WAVE;
  private int waiting;
  private int leaving;
  private boolean closed;

  /**
   * Makes an empty room.
   *
   * @param now the nanoseconds at this moment
   */
  WaitingRoom(Random random, long now) {
    this.random = random;
    this.second = Math.floorDiv(now, SECOND);
  }

  /**
   * Takes a waiter in.
   *
   * @param most how many may be here; a tenth of that is for relays alone
   * @return whether it was taken; if not it is to be answered at once
   */
  synchronized boolean enter(Waiter waiter, long now, int most) {
    if (!hasRoom(waiter.relay, most)) {
      return false;
    }
    if (waiting == 0) {
      second = Math.max(second, Math.floorDiv(now, SECOND));
    }
    // Rounded up, so that nobody is answered before its time.
    long due = Math.floorDiv(now, SECOND) + Math.min(waiter.seconds, MAX_SECONDS) + 1;
    link(waiter, (int) Math.floorMod(due, (long) SLOTS));
    waiter.place = Place.WAITING;
    waiting++;
    return true;
  }

  /** Whether one more would be taken in. */
  synchronized boolean hasRoom(boolean relay, int most) {
    int room = relay ? most : most - most / SHARE_KEPT_FOR_RELAYS;
    return !closed && waiting + leaving < room;
  }

  /** Forgets a waiter, who has gone or is answered by somebody else; false if it is not here. */
  synchronized boolean leave(Waiter waiter) {
    Place was = waiter.place;
    if (was == Place.WAITING) {
      unlink(waiter);
      waiting--;
    } else if (was == Place.LEAVING) {
      leaving--;
    }
    waiter.place = Place.OUTSIDE;
    return was != Place.OUTSIDE;
  }

  /** How many are here. */
  synchronized int size() {
    return waiting + leaving;
  }

  /** How many of them only wait for their turn to be answered. */
  synchronized int leaving() {
    return leaving;
  }

  /**
   * Moves everybody to the exit who has another catalog.
   *
   * @param tag of the catalog there is now; empty if there is none
   */
  synchronized void changed(String tag, long now) {
    List<Waiter> relays = new ArrayList<>();
    List<Waiter> others = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      Waiter each = wheel[slot];
      while (each != null) {
        Waiter next = each.after;
        if (!each.known.equals(tag)) {
          unlink(each);
          each.place = Place.LEAVING;
          (each.relay ? relays : others).add(each);
        }
        each = next;
      }
    }
    move(relays, others, now);
  }

  private void move(List<Waiter> relays, List<Waiter> others, long now) {
    int moved = relays.size() + others.size();
    if (moved == 0) {
      return;
    }
    if (leaving == 0) {
      exit.clear();
      nextWave = now;
    }
    waiting -= moved;
    leaving += moved;
    for (int i = relays.size() - 1; i >= 0; i--) {
      exit.addFirst(relays.get(i));
    }
    Collections.shuffle(others, random);
    exit.addAll(others);
    wave = Math.max(LEAST_WAVE, (leaving + MOST_WAVES - 1) / MOST_WAVES);
  }

  /** Takes out whose time is over and whose turn it is; they are to be answered. */
  synchronized List<Waiter> due(long now) {
    List<Waiter> due = new ArrayList<>();
    long today = Math.floorDiv(now, SECOND);
    // After a pause longer than the wheel one turn empties all of it.
    long from = Math.max(second, today - SLOTS);
    for (long past = from + 1; past <= today; past++) {
      empty((int) Math.floorMod(past, (long) SLOTS), due);
    }
    second = Math.max(second, today);
    if (leaving > 0 && now >= nextWave) {
      releaseWave(due);
      nextWave = now + WAVE_NANOS;
    }
    return due;
  }

  private void empty(int slot, List<Waiter> due) {
    while (wheel[slot] != null) {
      Waiter first = wheel[slot];
      unlink(first);
      first.place = Place.OUTSIDE;
      waiting--;
      due.add(first);
    }
  }

  // All relays that are in front go with the first wave, whatever its size.
  private void releaseWave(List<Waiter> due) {
    int released = 0;
    boolean relays = false;
    while (!exit.isEmpty() && (exit.peek().relay || (released < wave && !relays))) {
      Waiter next = exit.remove();
      relays |= next.relay;
      if (next.place == Place.LEAVING) {
        next.place = Place.OUTSIDE;
        leaving--;
        released++;
        due.add(next);
      }
    }
  }

  /** When something is due next; {@link Long#MAX_VALUE} if nobody is here. */
  synchronized long nextDue() {
    long next = leaving > 0 ? nextWave : Long.MAX_VALUE;
    for (long s = second + 1; waiting > 0 && s <= second + SLOTS; s++) {
      if (wheel[(int) Math.floorMod(s, (long) SLOTS)] != null) {
        return Math.min(next, s * SECOND);
      }
    }
    return next;
  }

  /** Lets nobody in any more; answers who is still here. */
  synchronized List<Waiter> close() {
    closed = true;
    List<Waiter> left = new ArrayList<>();
    for (int slot = 0; slot < SLOTS; slot++) {
      empty(slot, left);
    }
    for (Waiter each : exit) {
      if (each.place == Place.LEAVING) {
        each.place = Place.OUTSIDE;
        left.add(each);
      }
    }
    exit.clear();
    leaving = 0;
    return left;
  }

  private void link(Waiter waiter, int slot) {
    waiter.slot = slot;
    waiter.before = null;
    waiter.after = wheel[slot];
    if (waiter.after != null) {
      waiter.after.before = waiter;
    }
    wheel[slot] = waiter;
  }

  private void unlink(Waiter waiter) {
    if (waiter.before == null) {
      wheel[waiter.slot] = waiter.after;
    } else {
      waiter.before.after = waiter.after;
    }
    if (waiter.after != null) {
      waiter.after.before = waiter.before;
    }
    waiter.before = null;
    waiter.after = null;
  }
}
