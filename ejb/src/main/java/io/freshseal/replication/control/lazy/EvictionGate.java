package io.freshseal.replication.control.lazy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps those who drop contents apart from a run that is to make a store whole: what such a run has
 * found here must stay. Those who drop do not wait for each other, and never for a run; a run waits
 * for those who are at it. Safe for threads.
 */
public final class EvictionGate {

  private final AtomicInteger closed = new AtomicInteger();
  // Shared by those who drop; a run has it for a moment, to know that they have ended.
  private final ReadWriteLock dropping = new ReentrantReadWriteLock();

  /** Does something while nothing is dropped. */
  public <T> T closedDuring(Supplier<T> work) {
    closed.incrementAndGet();
    try {
      dropping.writeLock().lock();
      dropping.writeLock().unlock();
      return work.get();
    } finally {
      closed.decrementAndGet();
    }
  }

  /** Does what drops contents, unless that is not the time for it. */
  <T> T unlessClosed(Supplier<T> work, T otherwise) {
    if (!dropping.readLock().tryLock()) {
      return otherwise;
    }
    try {
      return closed.get() > 0 ? otherwise : work.get();
    } finally {
      dropping.readLock().unlock();
    }
  }
}
