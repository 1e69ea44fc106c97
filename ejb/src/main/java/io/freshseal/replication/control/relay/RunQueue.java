package io.freshseal.replication.control.relay;

import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.control.Vault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The runs of a relay, one at a time: the one that is going on, and one that waits its turn. An
 * order by hand is answered by a run that begins after it came, so that it never misses what was
 * published before. Safe for threads.
 */
final class RunQueue {

  private static final int REMEMBERED = 16;

  private final Consumer<RelayRun> worker;
  private final Map<String, RunView> ended = new LinkedHashMap<>();
  private RelayRun current;
  private RelayRun queued;
  private int held;

  /**
   * Makes an empty queue.
   *
   * @param worker begins a run, in a thread of its own; {@link #over} is to be called in the end
   */
  RunQueue(Consumer<RelayRun> worker) {
    this.worker = worker;
  }

  /** Orders a run; answers the id of the run that answers the order. */
  synchronized String order(Trigger trigger, Instant now) {
    if (current != null && trigger == Trigger.TIMER) {
      return current.id();
    }
    if (current == null && held == 0) {
      RelayRun run = new RelayRun(trigger, now);
      start(run);
      return run.id();
    }
    boolean fits = queued != null && (trigger == Trigger.TIMER || queued.trigger() == trigger);
    queued = fits ? queued : new RelayRun(trigger, now);
    return queued.id();
  }

  /**
   * Begins a run that takes in a delivery.
   *
   * @return its id; empty, and nothing done, if another one is going on or waits
   */
  synchronized Optional<String> take(Delivery delivery, Instant now) {
    if (current != null || queued != null || held > 0) {
      return Optional.empty();
    }
    RelayRun run = RelayRun.of(delivery, now);
    start(run);
    return Optional.of(run.id());
  }

  private void start(RelayRun run) {
    current = run;
    try {
      worker.accept(run);
    } catch (RuntimeException | Error e) {
      // Without a thread there is no run, and no later order may be answered by it.
      current = null;
      throw e;
    }
  }

  /** The run that is going on. */
  synchronized Optional<RunView> current() {
    return Optional.ofNullable(current).map(RelayRun::view);
  }

  /** Finds a run that is going on or waits its turn. */
  synchronized Optional<RunView> find(String id) {
    return Stream.of(Optional.ofNullable(current), Optional.ofNullable(queued))
        .flatMap(Optional::stream)
        .filter(run -> run.id().equals(id))
        .map(RelayRun::view)
        .findFirst();
  }

  /** Waits until a run is over; answers how it ended, if that is remembered. */
  synchronized Optional<RunView> await(String id) throws InterruptedException {
    while (find(id).isPresent()) {
      wait();
    }
    return Optional.ofNullable(ended.get(id));
  }

  /** Notes that the current run is over, and begins the one that waits. */
  synchronized void over(Optional<RunView> how) {
    how.ifPresent(run -> ended.put(run.id(), run));
    if (ended.size() > REMEMBERED) {
      ended.remove(ended.keySet().iterator().next());
    }
    current = null;
    notifyAll();
    next();
  }

  private void next() {
    RelayRun run = queued;
    if (run != null && held == 0 && current == null) {
      queued = null;
      start(run);
    }
  }

  /**
   * Waits until no run is going on, and does a piece of work before another one begins.
   *
   * @throws StorageException what the work throws
   */
  <T> T between(Vault.Work<T> work) throws InterruptedException, StorageException {
    hold();
    try {
      return work.run();
    } finally {
      goOn();
    }
  }

  private synchronized void hold() throws InterruptedException {
    held++;
    try {
      while (current != null) {
        wait();
      }
    } catch (InterruptedException e) {
      goOn();
      throw e;
    }
  }

  private synchronized void goOn() {
    held--;
    next();
  }
}
