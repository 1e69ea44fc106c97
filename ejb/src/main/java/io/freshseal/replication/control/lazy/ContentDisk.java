package io.freshseal.replication.control.lazy;

import io.freshseal.replication.control.lazy.HeldContents.Idle;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.ObjectStore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The disk's side of the contents that are held: what is looked at, dropped and written there.
 * However long that takes, who reads goes on, for {@link HeldContents} is not held meanwhile. That
 * one is told of a drop before it begins and when it is over; the disk alone is what a restart goes
 * by, and when each was last asked for is the age of its file. Safe for threads.
 */
final class ContentDisk {

  private static final System.Logger LOG = System.getLogger(ContentDisk.class.getName());

  private final HeldContents held;
  private final ObjectStore objects;
  private final Deletion deletion;

  /** Deletes an object. */
  @FunctionalInterface
  interface Deletion {
    void delete(Sha256 digest) throws StorageException;
  }

  ContentDisk(HeldContents held, ObjectStore objects, Deletion deletion) {
    this.held = held;
    this.objects = objects;
    this.deletion = deletion;
  }

  /**
   * Reserves so much, dropping what was not asked for the longest time; nothing is dropped if that
   * does not suffice.
   */
  boolean reserveByDropping(long size, long mostBytes, Instant now) {
    Optional<List<Idle>> victims = held.claimRoom(size, mostBytes, now);
    if (victims.isEmpty()) {
      return false;
    }
    Deque<Idle> left = new ArrayDeque<>(victims.get());
    try {
      while (!left.isEmpty()) {
        delete(left.remove());
      }
    } catch (RuntimeException | Error e) {
      left.forEach(held::stays);
      held.renounce(size);
      throw e;
    }
    return held.redeem(size, mostBytes);
  }

  /** Drops as much as that for the disk's sake, as far as it can. */
  void dropAtLeast(long wanted, Instant now) {
    held.idle(wanted, now).forEach(this::drop);
  }

  /**
   * Looks at the disk: takes in what is there, forgets what is gone.
   *
   * @param named all contents that may be here, with their sizes
   * @param noted whether the files say when they were asked for last; if nobody noted it until now,
   *     they count as asked for now
   */
  void look(Map<Sha256, Long> named, boolean noted, Instant now) throws StorageException {
    for (Map.Entry<Sha256, Long> content : named.entrySet()) {
      Sha256 digest = content.getKey();
      // Asked before the disk: what arrives in between is not taken for what is gone.
      Optional<ContentUse> known = held.known(digest);
      Optional<Path> file = objects.find(digest);
      if (file.isEmpty()) {
        known.ifPresent(use -> held.forget(digest, use));
      } else if (known.isEmpty()) {
        takeIn(digest, content.getValue(), file.get(), noted, now);
      }
    }
  }

  private void takeIn(Sha256 digest, long size, Path file, boolean noted, Instant now)
      throws StorageException {
    try {
      if (Files.size(file) == size) {
        Instant age = Files.getLastModifiedTime(file).toInstant();
        held.add(digest, size, noted ? age : now, now);
      } else {
        // Never served: its bytes cannot be those of its name.
        objects.delete(digest);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Drops what nothing names any more, what nobody asked for since then, and what is too much. */
  void settle(Map<Sha256, Long> named, long mostBytes, Instant oldest, Instant now) {
    for (Idle idle : held.idle(Long.MAX_VALUE, now)) {
      if (!named.containsKey(idle.digest()) || idle.last().isBefore(oldest)) {
        drop(idle);
      }
    }
    dropAtLeast(held.over(mostBytes), now);
    held.forEach(this::write);
  }

  private void drop(Idle idle) {
    if (held.claim(idle)) {
      delete(idle);
    }
  }

  private void delete(Idle claimed) {
    boolean gone = false;
    try {
      deletion.delete(claimed.digest());
      gone = true;
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "a content cannot be dropped: {0}", e.getMessage());
    } finally {
      if (gone) {
        held.gone(claimed);
      } else {
        held.stays(claimed);
      }
    }
  }

  private void write(Sha256 digest, ContentUse use) {
    Instant last = use.last();
    if (use.isWritten(last)) {
      return;
    }
    try {
      objects.touch(digest, last);
      use.written(last);
    } catch (StorageException e) {
      LOG.log(Level.DEBUG, "the age of an object cannot be written: {0}", e.getMessage());
    }
  }
}
