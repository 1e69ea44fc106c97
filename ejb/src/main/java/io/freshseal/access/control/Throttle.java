package io.freshseal.access.control;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down who guesses: after five failures a name is not listened to from that address for a
 * second, doubling with each further failure to five minutes. Bounded: the entries longest
 * untouched go first. Safe for threads.
 */
public final class Throttle {

  private static final int FREE_FAILURES = 5;
  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_DOUBLINGS = 9;
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);

  private record Key(String name, String address) {}

  private record Failures(int count, Instant last, Instant closedUntil) {}

  private final Map<Key, Failures> entries =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  /** For how long this name is not listened to from there; empty if it is. */
  public synchronized Optional<Duration> closed(String name, String address, Instant now) {
    Failures failures = entries.get(new Key(name, address));
    if (failures == null || !failures.closedUntil().isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(now, failures.closedUntil()));
  }

  /** Counts a failure; answers whether it is the one that closes the door. */
  public synchronized boolean failed(String name, String address, Instant now) {
    Key key = new Key(name, address);
    Failures before = entries.remove(key);
    boolean fresh = before == null || before.last().plus(FORGOTTEN).isBefore(now);
    int count = fresh ? 1 : before.count() + 1;
    Instant closedUntil = count < FREE_FAILURES ? now : now.plus(pause(count));
    entries.put(key, new Failures(count, now, closedUntil));
    return count == FREE_FAILURES;
  }

  /** Forgets the failures of somebody who has proved who they are. */
  public synchronized void succeeded(String name, String address) {
    entries.remove(new Key(name, address));
  }

  private static Duration pause(int count) {
    Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE_FAILURES, MAX_DOUBLINGS));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
