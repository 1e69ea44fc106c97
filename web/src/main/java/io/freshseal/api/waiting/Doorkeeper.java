package io.freshseal.api.waiting;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps one {@link WaitingRoom} with a single thread, which begins with the first waiter: answers
 * those whose time is over, and all of them, wave by wave, when the catalog is another one. Safe
 * for threads.
 */
final class Doorkeeper {

  private static final System.Logger LOG = System.getLogger(Doorkeeper.class.getName());

  private final WaitingRoom room;
  private final Supplier<String> tag;
  private final LongSupplier ticker;
  private final ThreadFactory threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean changed;
  private boolean closed;
  private long wakeAt = Long.MAX_VALUE;
  private Thread thread;

  /**
   * Makes a keeper without a thread.
   *
   * @param threads make the one that it needs
   * @param tag of the catalog there is now; empty if there is none
   */
  Doorkeeper(ThreadFactory threads, Supplier<String> tag, Random random, LongSupplier ticker) {
    this.threads = threads;
    this.tag = tag;
    this.ticker = ticker;
    this.room = new WaitingRoom(random, ticker.getAsLong());
  }

  /**
   * Takes a waiter in.
   *
   * @param most how many may wait here
   * @return whether it waits; if not it is to be answered at once
   */
  boolean enter(Waiter waiter, int most) {
    long now = ticker.getAsLong();
    if (!room.enter(waiter, now, most)) {
      return false;
    }
    lock.lock();
    try {
      begin();
      if (!waiter.known.equals(tag.get())) {
        // It came while the catalog was switched.
        changed = true;
        news.signal();
      } else if (room.nextDue() < wakeAt) {
        news.signal();
      }
    } finally {
      lock.unlock();
    }
    return true;
  }

  private void begin() {
    if (thread == null && !closed) {
      thread = threads.newThread(this::keep);
      thread.start();
    }
  }

  /** Forgets a waiter that has gone. */
  void leave(Waiter waiter) {
    room.leave(waiter);
  }

  /** Whether one more may wait. */
  boolean hasRoom(boolean relay, int most) {
    return room.hasRoom(relay, most);
  }

  /** How many wait. */
  int size() {
    return room.size();
  }

  /** Hears that the catalog may be another one; returns at once. */
  void changed() {
    lock.lock();
    try {
      changed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Answers everybody and lets nobody in any more. */
  void close() {
    List<Waiter> left = room.close();
    lock.lock();
    try {
      closed = true;
      news.signal();
    } finally {
      lock.unlock();
    }
    left.forEach(waiter -> answer(waiter, true));
  }

  private void keep() {
    while (pause()) {
      try {
        room.due(ticker.getAsLong()).forEach(waiter -> answer(waiter, false));
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "waiting requests are kept on after a fault", e);
      }
    }
  }

  // Until something is due; false in the end.
  private boolean pause() {
    lock.lock();
    try {
      while (!closed) {
        if (changed) {
          changed = false;
          room.changed(tag.get(), ticker.getAsLong());
        }
        wakeAt = room.nextDue();
        long now = ticker.getAsLong();
        if (wakeAt <= now) {
          return true;
        }
        if (wakeAt == Long.MAX_VALUE) {
          news.await();
        } else {
          news.await(wakeAt - now, TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return false;
  }

  private static void answer(Waiter waiter, boolean closing) {
    try {
      waiter.answer(closing);
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "a waiting request cannot be answered: {0}", e.getMessage());
    }
  }
}
