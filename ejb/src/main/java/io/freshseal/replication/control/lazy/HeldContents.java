package io.freshseal.replication.control.lazy;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.ObjectStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which contents are on the disk, how many bytes they take, and when each was last asked for. That
 * time is the age of the file, so that it outlives the process; it is written by {@link #settle}
 * and not in every request. What is in use, or was asked for a moment ago, is never dropped. Safe
 * for threads.
 */
final class HeldContents {

  /** Within this time whoever was told of a file has opened it. */
  static final Duration GRACE = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(HeldContents.class.getName());

  private final ObjectStore objects;
  private final Map<Sha256, Use> held = new ConcurrentHashMap<>();
  private final Map<Sha256, Integer> holders = new HashMap<>();
  private long bytes;
  private long reserved;
  private long dropped;

  private static final class Use {
    private final long size;
    private volatile Instant last;
    private Instant written;

    private Use(long size, Instant last) {
      this.size = size;
      this.last = last;
    }
  }

  // One that could be dropped, as it was when that was looked at.
  private record Idle(Sha256 digest, long size, Instant last) {}

  HeldContents(ObjectStore objects) {
    this.objects = objects;
  }

  /** Notes that one was asked for; false if it is not known to be here. */
  boolean use(Sha256 digest, Instant now) {
    Use use = held.get(digest);
    if (use == null) {
      return false;
    }
    // Either it is dropped before, or it is not dropped.
    synchronized (use) {
      use.last = now;
      return held.get(digest) == use;
    }
  }

  /** Keeps these, here or not, until {@link #leave} is called as often. */
  synchronized void enter(Collection<Sha256> digests) {
    digests.forEach(digest -> holders.merge(digest, 1, Integer::sum));
  }

  /** Takes back one {@link #enter}. */
  synchronized void leave(Collection<Sha256> digests) {
    digests.forEach(digest -> holders.computeIfPresent(digest, (same, n) -> n == 1 ? null : n - 1));
  }

  /** Whether so much fits beside all that is here or on its way, without dropping anything. */
  synchronized boolean reserve(long size, long mostBytes) {
    if (bytes + reserved + size > mostBytes) {
      return false;
    }
    reserved += size;
    return true;
  }

  /**
   * The same, dropping what was not asked for the longest time; nothing if that does not suffice.
   */
  synchronized boolean reserveByDropping(long size, long mostBytes, Instant now) {
    long over = bytes + reserved + size - mostBytes;
    List<Idle> victims = idle(over, now);
    if (victims.stream().mapToLong(Idle::size).sum() < over) {
      return false;
    }
    victims.forEach(this::drop);
    return reserve(size, mostBytes);
  }

  /** Drops as much as that for the disk's sake, as far as it can. */
  synchronized void dropAtLeast(long wanted, Instant now) {
    idle(wanted, now).forEach(this::drop);
  }

  /** What was reserved has not come. */
  synchronized void cancel(long size) {
    reserved -= size;
  }

  /** What was reserved is here. */
  synchronized void arrived(Sha256 digest, long size, Instant now) {
    reserved -= size;
    add(digest, size, now);
  }

  private void add(Sha256 digest, long size, Instant last) {
    if (held.putIfAbsent(digest, new Use(size, last)) == null) {
      bytes += size;
    }
  }

  /**
   * Looks at the disk: takes in what is there, forgets what is gone.
   *
   * @param named all contents that may be here, with their sizes
   * @param unknown when those were asked for last whose files do not say it, because nobody noted
   *     it until now; empty if they do
   */
  synchronized void look(Map<Sha256, Long> named, Optional<Instant> unknown)
      throws StorageException {
    for (Map.Entry<Sha256, Long> content : named.entrySet()) {
      Optional<Path> file = objects.find(content.getKey());
      if (file.isEmpty()) {
        forget(content.getKey());
      } else if (!held.containsKey(content.getKey())) {
        takeIn(content.getKey(), content.getValue(), file.get(), unknown);
      }
    }
  }

  private void takeIn(Sha256 digest, long size, Path file, Optional<Instant> unknown)
      throws StorageException {
    try {
      if (Files.size(file) == size) {
        Instant age = Files.getLastModifiedTime(file).toInstant();
        add(digest, size, unknown.orElse(age));
      } else {
        // Never served: its bytes cannot be those of its name.
        objects.delete(digest);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Drops what nothing names any more, what nobody asked for since then, and what is too much. */
  synchronized void settle(Map<Sha256, Long> named, long mostBytes, Instant oldest, Instant now) {
    for (Idle idle : idle(Long.MAX_VALUE, now)) {
      if (!named.containsKey(idle.digest()) || idle.last().isBefore(oldest)) {
        drop(idle);
      }
    }
    dropAtLeast(bytes + reserved - mostBytes, now);
    held.forEach(this::write);
  }

  private void write(Sha256 digest, Use use) {
    Instant last = use.last;
    if (last.equals(use.written)) {
      return;
    }
    try {
      objects.touch(digest, last);
      use.written = last;
    } catch (StorageException e) {
      LOG.log(Level.DEBUG, "the age of an object cannot be written: {0}", e.getMessage());
    }
  }

  // Those not in use, the longest idle first, until they have so many bytes.
  private List<Idle> idle(long wanted, Instant now) {
    if (wanted <= 0) {
      return List.of();
    }
    Instant limit = now.minus(GRACE);
    List<Idle> all = new ArrayList<>();
    held.forEach(
        (digest, use) -> {
          Instant last = use.last;
          if (!last.isAfter(limit) && !holders.containsKey(digest)) {
            all.add(new Idle(digest, use.size, last));
          }
        });
    all.sort(Comparator.comparing(Idle::last));
    int count = 0;
    for (long left = wanted; left > 0 && count < all.size(); count++) {
      left -= all.get(count).size();
    }
    return all.subList(0, count);
  }

  private void drop(Idle idle) {
    Use use = held.get(idle.digest());
    synchronized (use) {
      if (!use.last.equals(idle.last())) {
        return;
      }
      try {
        objects.delete(idle.digest());
        forget(idle.digest());
        dropped++;
      } catch (StorageException e) {
        LOG.log(Level.WARNING, "a content cannot be dropped: {0}", e.getMessage());
      }
    }
  }

  private void forget(Sha256 digest) {
    Use gone = held.remove(digest);
    if (gone != null) {
      bytes -= gone.size;
    }
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
