package io.freshseal.replication.control.lazy;

import java.util.function.Supplier;

/**
 * Keeps those who drop contents apart from a run that is to make a store whole: what such a run has
 * found here must stay. Safe for threads.
 */
public final class EvictionGate {

  private int closed;

  /** Does something while nothing is dropped. */
  public <T> T closedDuring(Supplier<T> work) {
    change(1);
    try {
      return work.get();
    } finally {
      change(-1);
    }
  }

  private synchronized void change(int by) {
    closed += by;
  }

  /** Does what drops contents, unless that is not the time for it. */
  synchronized <T> T unlessClosed(Supplier<T> work, T otherwise) {
    return closed > 0 ? otherwise : work.get();
  }
}
