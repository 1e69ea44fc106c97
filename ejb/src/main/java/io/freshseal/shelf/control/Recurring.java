package io.freshseal.shelf.control;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that is done again whenever it is asked for, in the background and by one thread: whoever
 * asks while it is being done has it done once more after that, however many they are. Asking never
 * waits. Safe for threads.
 */
public final class Recurring {

  private static final Logger LOG = System.getLogger(Recurring.class.getName());

  private enum State {
    IDLE,
    WORKING,
    ASKED_AGAIN
  }

  private final Runnable work;
  private final Executor executor;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);

  /**
   * Makes one that nobody has asked for yet.
   *
   * @param work begins anew with what is the case then
   * @param executor lends one thread, for as long as there is work
   */
  public Recurring(Runnable work, Executor executor) {
    this.work = work;
    this.executor = executor;
  }

  /** Has it done, soon. */
  public void ask() {
    State before = state.getAndUpdate(now -> now == State.IDLE ? State.WORKING : State.ASKED_AGAIN);
    if (before != State.IDLE) {
      return;
    }
    boolean begun = false;
    try {
      executor.execute(this::run);
      begun = true;
    } catch (RuntimeException e) {
      // Whoever asks has other things to do; the next one tries again.
      LOG.log(Level.WARNING, "no thread for work in the background: {0}", e.toString());
    } finally {
      if (!begun) {
        state.set(State.IDLE);
      }
    }
  }

  private void run() {
    boolean ended = false;
    try {
      do {
        state.set(State.WORKING);
        workOnce();
      } while (!state.compareAndSet(State.WORKING, State.IDLE));
      ended = true;
    } finally {
      if (!ended) {
        // Whatever it was, the next one who asks is heard.
        state.set(State.IDLE);
      }
    }
  }

  private void workOnce() {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "work in the background broke off", e);
    }
  }
}
