package io.freshseal.vault.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.LastVersions;
import io.freshseal.vault.entity.Recovery;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StorePlaces;
import io.freshseal.vault.entity.StoreState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A store: objects, the forced state, and the snapshot that is served. The state on disk is always
 * a whole old or a whole new one, and what guards against rollback is kept in a second place. One
 * process at a time has a folder; in it, reading is for any number of threads, and {@link #alone}
 * keeps two pieces of work apart.
 */
public final class Vault implements AutoCloseable {

  private final Path directory;
  private final FolderLock lock;
  private final Clock clock;
  private final ObjectStore objects;
  private final StateFiles files;
  private final AnchorStore anchors;
  private final SoleWork work = new SoleWork();
  private final Recovery recovery;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Current current;

  /** State and snapshot, so that one assignment switches both. */
  private record Current(StoreState state, Optional<Snapshot> snapshot) {}

  private Vault(StorePlaces places, FolderLock lock, Clock clock, DiskRoom room)
      throws StorageException {
    this.directory = places.store();
    this.lock = lock;
    this.clock = clock;
    this.objects = new ObjectStore(directory, room);
    this.files = new StateFiles(places);
    this.anchors =
        AnchorStore.open(directory.resolve("anchors"), places.memory().resolve("anchors"));
    StateFiles.Reading read = files.read();
    int removed = read.removed() + new Staging(objects).recover(clock.instant());
    StateCheck.Sound sound = new StateCheck(objects).check(read.state());
    this.current = view(sound.state(), sound.catalog(), Optional.empty());
    files.settle(current.state());
    this.recovery =
        new Recovery(
            removed, sound.dropped(), sound.withdrawn(), read.faults(), anchors.recovered());
  }

  /**
   * Opens a store, or makes an empty one; puts right what an interruption left.
   *
   * @param places made if they are missing
   * @param clock tells the age of what is left over or superseded
   * @throws StorageException {@code BUSY} if another process has the folder, else what the disk
   *     says
   */
  public static Vault open(StorePlaces places, Clock clock) throws StorageException {
    return open(places, clock, DiskRoom.OF_FILE_STORE);
  }

  /** The same with another way to tell how much room the disk has. */
  public static Vault open(StorePlaces places, Clock clock, DiskRoom room) throws StorageException {
    DurableFiles.createDirectories(places.store());
    FolderLock lock = FolderLock.take(places.store());
    try {
      return new Vault(places, lock, clock, room);
    } catch (StorageException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The store's folder. */
  public Path directory() {
    return directory;
  }

  /** What opening had to put right. */
  public Recovery recovery() {
    return recovery;
  }

  /** The objects. */
  public ObjectStore objects() {
    return objects;
  }

  /** The trust anchors that this store has grown to. */
  public AnchorStore anchors() {
    return anchors;
  }

  /** What is served; empty before the first catalog. */
  public Optional<Snapshot> snapshot() {
    return current.snapshot();
  }

  /** The state as it is on disk. */
  public StoreState state() {
    return current.state();
  }

  /** One piece of work on the store: a run, a clearing, a collection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; never null. */
    T run() throws StorageException;
  }

  /**
   * Does a piece of work while no other is done.
   *
   * @return what comes of it; empty, and nothing done, if somebody else is at work
   */
  public <T> Optional<T> alone(Work<T> piece) throws StorageException {
    return work.alone(piece);
  }

  /** The same, after waiting for somebody else for so long at most. */
  public <T> Optional<T> alone(Work<T> piece, Duration patience) throws StorageException {
    return work.alone(piece, patience);
  }

  /**
   * Makes a state the current one: first forced to disk, then served, in one assignment. On failure
   * everything stays as it was.
   *
   * @throws IllegalArgumentException if the state takes back rollback memory or trusted time, or
   *     names objects that are not here: faults of the caller
   * @throws StorageException if the disk refuses
   */
  public synchronized void switchTo(StoreState next) throws StorageException {
    switchTo(next, Optional.empty());
  }

  /** The same with what the payload to serve says, where it was read before: no second reading. */
  public synchronized void switchTo(StoreState next, Optional<Catalog> read)
      throws StorageException {
    Current before = current;
    if (next.memory().isBelow(before.state().memory())) {
      throw new IllegalArgumentException("rollback memory or trusted time would go back");
    }
    new StateCheck(objects).require(before.state(), next);
    Optional<Catalog> catalog = catalogOf(before, next, read);
    retire(before, next, catalog);
    Current after = view(next, catalog, before.snapshot());
    files.write(after.state());
    current = after;
    listeners.forEach(Runnable::run);
  }

  /** Calls this, which returns at once and never fails, after each {@link #switchTo}. */
  public void whenSwitched(Runnable listener) {
    listeners.add(listener);
  }

  // What is named no longer stays a while for readers caught in between; its age begins now.
  private void retire(Current before, StoreState next, Optional<Catalog> catalog)
      throws StorageException {
    Set<Sha256> gone = References.of(before.state(), before.snapshot().map(Snapshot::catalog));
    gone.removeAll(References.of(next, catalog));
    Instant now = clock.instant();
    for (Sha256 digest : gone) {
      objects.touch(digest, now);
    }
  }

  private Optional<Catalog> catalogOf(Current before, StoreState next, Optional<Catalog> read)
      throws StorageException {
    boolean same = next.served().equals(before.state().served());
    return same
        ? before.snapshot().map(Snapshot::catalog)
        : new StateCheck(objects).toServe(next, read);
  }

  private static Current view(
      StoreState state, Optional<Catalog> catalog, Optional<Snapshot> before) {
    StoreState lean = catalog.map(state::sharing).orElse(state);
    return new Current(lean, catalog.map(c -> new Snapshot(lean, c, before)));
  }

  /**
   * Deletes what nobody needs any more: objects that nothing names and whose age began before
   * {@code now - keep}, superseded versions as old, forgotten partial objects.
   *
   * @param alsoKeep objects that are needed although no state names them
   * @return how many files were deleted
   */
  public synchronized int collectGarbage(Instant now, Duration keep, Set<Sha256> alsoKeep)
      throws StorageException {
    return collectGarbage(now, keep, alsoKeep, LastVersions.NONE);
  }

  /** The same, but for some superseded versions. */
  public synchronized int collectGarbage(
      Instant now, Duration keep, Set<Sha256> alsoKeep, LastVersions last) throws StorageException {
    forgetSuperseded(now, keep, last);
    Set<Sha256> needed = new HashSet<>(alsoKeep);
    needed.addAll(References.of(state(), snapshot().map(Snapshot::catalog)));
    return new Staging(objects).removeOldPartials(now)
        + new GarbageCollector(objects).collect(needed, now.minus(keep));
  }

  private void forgetSuperseded(Instant now, Duration keep, LastVersions last)
      throws StorageException {
    StoreState trimmed = state().withoutSuperseded(now, keep, last);
    if (trimmed != state()) {
      files.write(trimmed);
      current =
          new Current(
              trimmed,
              snapshot().map(old -> new Snapshot(trimmed, old.catalog(), Optional.of(old))));
    }
  }

  /**
   * Drops everything that is held and served, and its files; keeps rollback memory and trusted
   * time. To be called within {@link #alone}.
   *
   * @return how many objects were deleted
   */
  public synchronized int clear() throws StorageException {
    switchTo(current.state().cleared());
    new Staging(objects).removePartials();
    return new GarbageCollector(objects).collect(Set.of(), Instant.MAX);
  }

  /**
   * Drops what is fetched or kept but not held: partial objects, superseded versions, whatever the
   * served catalog names and is not held, objects that nothing names. What is held stays. To be
   * called within {@link #alone}.
   */
  public synchronized void clearUnheld() throws StorageException {
    forgetSuperseded(Instant.MAX, Duration.ZERO, LastVersions.NONE);
    new Staging(objects).removePartials();
    new GarbageCollector(objects).collect(References.of(state(), Optional.empty()), Instant.MAX);
  }

  /** The objects that the state or the served catalog names and that ought to be here. */
  public Set<Sha256> named() {
    Current now = current;
    Set<Sha256> named = References.of(now.state(), now.snapshot().map(Snapshot::catalog));
    if (now.state().onRequest()) {
      References.contents(now.state()).keySet().stream()
          .filter(digest -> objects.find(digest).isEmpty())
          .forEach(named::remove);
    }
    return named;
  }

  /** The contents that the state names, with their sizes. */
  public Map<Sha256, Long> contents() {
    return References.contents(state());
  }

  /**
   * Deletes objects that cannot be used, and drops whatever is held or served by them, as the next
   * opening would: a catalog that is not whole any more is not served. To be called within {@link
   * #alone}.
   *
   * @return what is gone
   */
  public synchronized Recovery drop(Collection<Sha256> unusable) throws StorageException {
    int removed = 0;
    // The files first: after a kill in between, opening finds them missing and drops the same.
    for (Sha256 digest : unusable) {
      removed += objects.delete(digest) ? 1 : 0;
    }
    StateCheck.Sound sound = new StateCheck(objects).check(state());
    switchTo(sound.state());
    return Recovery.dropping(removed, sound.dropped(), sound.withdrawn());
  }

  @Override
  public void close() throws StorageException {
    lock.close();
  }
}
