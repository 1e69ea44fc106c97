package io.freshseal.replication.control.lazy;

import io.freshseal.shared.entity.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * What is known of the contents on the disk: which are here, how many bytes they take, who reads
 * them, and when each was last asked for. All of it is memory, so nobody waits for the disk here,
 * but who wants to keep what is being deleted at this moment. Safe for threads.
 *
 * <p>One that is to be dropped is claimed first: from then on it is not to be had, and who asks for
 * it is answered as if it were gone. Its bytes count until it has gone.
 */
final class HeldContents {

  /** Within this time whoever was told of a file has opened it. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private final Map<Sha256, ContentUse> held = new ConcurrentHashMap<>();
  private final Map<Sha256, ContentUse> leaving = new HashMap<>();
  private final Map<Sha256, Integer> holders = new HashMap<>();
  private long bytes;
  private long reserved;
  private long promised;
  private long dropped;

  /** What was said to somebody who asked. */
  enum Asked {
    HERE,
    /** It is being dropped: to who asks now, it has gone. */
    LEAVING,
    UNKNOWN
  }

  /** One that could be dropped, as it was when that was looked at. */
  record Idle(Sha256 digest, ContentUse use, Instant last) {

    long size() {
      return use.size;
    }
  }

  /** Notes that one was asked for. */
  Asked use(Sha256 digest, Instant now) {
    ContentUse use = held.get(digest);
    if (use == null) {
      return Asked.UNKNOWN;
    }
    return use.again(now) ? Asked.HERE : Asked.LEAVING;
  }

  /**
   * Keeps these, here or not, until {@link #leave} is called as often. Whichever is being dropped
   * at this moment has gone when this returns, so that what is on the disk then stays.
   */
  synchronized void enter(Collection<Sha256> digests) {
    digests.forEach(digest -> holders.merge(digest, 1, Integer::sum));
    await(() -> leaving.isEmpty() || Collections.disjoint(digests, leaving.keySet()));
  }

  /** Takes back one {@link #enter}. */
  synchronized void leave(Collection<Sha256> digests) {
    digests.forEach(digest -> holders.computeIfPresent(digest, (same, n) -> n == 1 ? null : n - 1));
  }

  /** Whether so much fits beside all that is here or on its way, without dropping anything. */
  synchronized boolean reserve(long size, long mostBytes) {
    if (bytes + reserved + promised + size > mostBytes) {
      return false;
    }
    reserved += size;
    return true;
  }

  /**
   * Claims what has to go for so much room, the longest idle first, and keeps that room for the
   * caller, who drops all of it and then calls {@link #redeem}. Empty, and nothing done, if there
   * is not enough to be dropped.
   */
  synchronized Optional<List<Idle>> claimRoom(long size, long mostBytes, Instant now) {
    long over = over(mostBytes) + size;
    List<Idle> claimed = idle(over, now).stream().filter(this::claim).toList();
    if (claimed.stream().mapToLong(Idle::size).sum() < over) {
      claimed.forEach(this::stays);
      return Optional.empty();
    }
    promised += size;
    return Optional.of(claimed);
  }

  /**
   * Reserves the room that was claimed, once it is free: it may be another one's drop that it takes
   * longer for. False, and the room given up, if something could not be dropped.
   */
  synchronized boolean redeem(long size, long mostBytes) {
    await(() -> bytes + reserved + size <= mostBytes || leaving.isEmpty());
    promised -= size;
    boolean free = bytes + reserved + size <= mostBytes;
    if (free) {
      reserved += size;
    }
    return free;
  }

  /** Gives up the room that was claimed, instead of {@link #redeem}. */
  synchronized void renounce(long size) {
    promised -= size;
    notifyAll();
  }

  /** What was reserved has not come. */
  synchronized void cancel(long size) {
    reserved -= size;
    notifyAll();
  }

  /** What was reserved is here. */
  synchronized void arrived(Sha256 digest, long size, Instant now) {
    reserved -= size;
    add(digest, size, now, now);
  }

  /** One is here, and was asked for last before that was known, maybe. */
  synchronized void add(Sha256 digest, long size, Instant last, Instant now) {
    if (held.putIfAbsent(digest, new ContentUse(size, last, now)) == null) {
      bytes += size;
    }
  }

  /** What is known of one, if it is known to be here. */
  Optional<ContentUse> known(Sha256 digest) {
    return Optional.ofNullable(held.get(digest));
  }

  /** One is not here any more, if it is this that is known of it. */
  synchronized void forget(Sha256 digest, ContentUse use) {
    if (held.remove(digest, use)) {
      bytes -= use.size;
    }
  }

  /** How many bytes will be too much when all has gone that is leaving. */
  synchronized long over(long mostBytes) {
    long going =
        leaving.entrySet().stream()
            .filter(one -> held.get(one.getKey()) == one.getValue())
            .mapToLong(one -> one.getValue().size)
            .sum();
    return bytes - going + reserved + promised - mostBytes;
  }

  /** Those not in use, the longest idle first, until they have so many bytes. */
  synchronized List<Idle> idle(long wanted, Instant now) {
    if (wanted <= 0) {
      return List.of();
    }
    Instant limit = now.minus(GRACE);
    List<Idle> all = new ArrayList<>();
    held.forEach(
        (digest, use) -> {
          Instant last = use.last();
          boolean settled = !last.isAfter(limit) && !use.known.isAfter(limit);
          if (settled && !use.isLeaving() && !holders.containsKey(digest)) {
            all.add(new Idle(digest, use, last));
          }
        });
    all.sort(Comparator.comparing(Idle::last));
    int count = 0;
    for (long left = wanted; left > 0 && count < all.size(); count++) {
      left -= all.get(count).size();
    }
    return all.subList(0, count);
  }

  /** Claims one to be dropped; false if somebody has come for it, or it is gone or claimed. */
  synchronized boolean claim(Idle idle) {
    boolean free =
        !holders.containsKey(idle.digest())
            && held.get(idle.digest()) == idle.use()
            && idle.use().leave(idle.last());
    if (free) {
      leaving.put(idle.digest(), idle.use());
    }
    return free;
  }

  /** One that was claimed has gone. */
  synchronized void gone(Idle idle) {
    forget(idle.digest(), idle.use());
    leaving.remove(idle.digest());
    dropped++;
    notifyAll();
  }

  /** One that was claimed could not be dropped, or need not. */
  synchronized void stays(Idle idle) {
    idle.use().stay();
    leaving.remove(idle.digest());
    notifyAll();
  }

  // A drop ends soon, whatever comes of it.
  private void await(BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells of each that is here. */
  void forEach(BiConsumer<Sha256, ContentUse> visitor) {
    held.forEach(visitor);
  }

  /** Forgets everything and deletes nothing. */
  synchronized void forgetAll() {
    held.clear();
    bytes = 0;
  }

  int count() {
    return held.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized long dropped() {
    return dropped;
  }
}
