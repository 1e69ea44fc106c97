package io.freshseal.shelf.control;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The deltas that are ready, each a file whose name says from where to where it leads and what its
 * digest is; so a start reads names alone. What it finds is ready once its digest is confirmed.
 * Bounded in bytes: the more useful one takes the place of the less useful. What was ready stays on
 * the disk for some minutes when it is so no more: somebody may be taking it part by part. Such
 * files take no more than as much again. Safe for threads.
 */
public final class DeltaFolder {

  private static final System.Logger LOG = System.getLogger(DeltaFolder.class.getName());
  private static final String SUFFIX = ".dcz";
  private static final int HEX = 64;

  private final Path folder;
  private final LongSupplier mostBytes;
  private final Clock clock;
  private final LeavingDeltas leaving = new LeavingDeltas();
  private final Map<DeltaChange, Delta> ready = new ConcurrentHashMap<>();
  // What was ready before this process, by its name; it may have been damaged since.
  private final Map<DeltaChange, Delta> found = new ConcurrentHashMap<>();
  private volatile Demand demand = new Demand();

  /**
   * Opens a folder; what is no delta in it is deleted, and so is a second one for the same change.
   *
   * @param folder made if it is missing; belongs to this alone
   * @param mostBytes of all deltas together, at this moment
   * @param clock tells when the file of one may go
   * @throws StorageException if the disk refuses
   */
  public DeltaFolder(Path folder, LongSupplier mostBytes, Clock clock) throws StorageException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
    DurableFiles.createDirectories(folder);
    for (Path file : files()) {
      Optional<Delta> delta = read(file);
      if (delta.isEmpty() || found.putIfAbsent(delta.get().change(), delta.get()) != null) {
        delete(file);
      }
    }
  }

  private List<Path> files() throws StorageException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  private static Optional<Delta> read(Path file) throws StorageException {
    String name = file.getFileName().toString();
    if (!name.endsWith(SUFFIX) || name.length() != 3 * HEX + 2 + SUFFIX.length()) {
      return Optional.empty();
    }
    Optional<Sha256> held = Sha256.parse(name.substring(0, HEX));
    Optional<Sha256> wanted = Sha256.parse(name.substring(HEX + 1, 2 * HEX + 1));
    Optional<Sha256> digest = Sha256.parse(name.substring(2 * HEX + 2, 3 * HEX + 2));
    if (held.isEmpty() || wanted.isEmpty() || digest.isEmpty()) {
      return Optional.empty();
    }
    try {
      DeltaChange change = new DeltaChange(held.get(), wanted.get());
      return Optional.of(new Delta(change, digest.get(), Files.size(file)));
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Finds one for a reader. */
  public Optional<Delta> find(DeltaChange change) {
    demand.ask(change);
    return Optional.ofNullable(ready.get(change));
  }

  boolean has(DeltaChange change) {
    return ready.containsKey(change);
  }

  /** Whether there was one before this process, which has yet to be confirmed. */
  boolean hasFound(DeltaChange change) {
    return found.containsKey(change);
  }

  /**
   * Reads one that was there before this process. It is ready if it is still what its name says,
   * and deleted if it is not. Takes as long as the disk does.
   *
   * @return whether it is ready now; false, too, if there was none
   * @throws IOException if it cannot be read; it stays to be confirmed
   */
  boolean confirms(DeltaChange change) throws IOException {
    Delta delta = found.get(change);
    return delta != null && settle(delta, isIntact(delta));
  }

  private boolean isIntact(Delta delta) throws IOException {
    try {
      return FileDigest.of(file(delta)).equals(delta.digest());
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private synchronized boolean settle(Delta delta, boolean intact) {
    if (!found.containsKey(delta.change())) {
      // Nobody is led there any more.
      return false;
    }
    if (intact) {
      ready.put(delta.change(), delta);
      found.remove(delta.change());
    } else {
      LOG.log(Level.WARNING, "{0} is not what it was, and made anew", file(delta));
      drop(delta);
    }
    return intact;
  }

  /** The file of one; read-only, and gone some minutes after it was ready for the last time. */
  public Path file(Delta delta) {
    String name =
        String.join(
                "-",
                delta.change().held().hex(),
                delta.change().wanted().hex(),
                delta.digest().hex())
            + SUFFIX;
    return folder.resolve(name);
  }

  /** A file to write one to; deleted at the next start if it is not {@link #add}ed. */
  Path draft() {
    return folder.resolve(UUID.randomUUID() + DurableFiles.TEMPORARY_SUFFIX);
  }

  /** Whether one of this length would find a place. */
  synchronized boolean hasPlaceFor(DeltaChange change, long length) {
    return room() + sum(lessUsefulThan(change)) >= length;
  }

  /**
   * Makes a finished draft ready, unless nobody is led there any more, or all that it would take
   * the place of is more useful.
   *
   * @throws StorageException if the disk refuses
   */
  synchronized void add(Path draft, Delta delta) throws StorageException {
    if (!demand.knows(delta.change()) || !hasPlaceFor(delta.change(), delta.length())) {
      delete(draft);
      return;
    }
    long room = room();
    for (Delta one : lessUsefulThan(delta.change())) {
      if (room < delta.length()) {
        room += one.length();
        drop(one);
      }
    }
    DurableFiles.moveForced(draft, file(delta));
    leaving.remove(delta);
    ready.put(delta.change(), delta);
    deleteEnded();
  }

  /**
   * Takes away those that lead to anything else than these, and as many of these as are too much;
   * one that left lately is ready again if it leads to these and there is room.
   *
   * @param changes each once, the most useful first as long as nobody has asked
   */
  synchronized void keep(Collection<DeltaChange> changes) {
    demand = demand.among(changes);
    all().stream().filter(delta -> !demand.knows(delta.change())).forEach(this::drop);
    long room = room();
    for (Ranked one : leastUsefulFirst()) {
      if (room < 0) {
        room += one.delta().length();
        drop(one.delta());
      }
    }
    for (Delta one : leaving.all()) {
      if (demand.knows(one.change()) && !has(one.change()) && one.length() <= room) {
        room -= one.length();
        leaving.remove(one);
        ready.put(one.change(), one);
      }
    }
    deleteEnded();
  }

  private List<Delta> all() {
    return Stream.concat(ready.values().stream(), found.values().stream()).toList();
  }

  private record Ranked(Delta delta, Demand.Use use) {}

  private List<Ranked> leastUsefulFirst() {
    return all().stream()
        .map(delta -> new Ranked(delta, demand.of(delta.change())))
        .sorted(Comparator.comparing(Ranked::use).reversed())
        .toList();
  }

  private List<Delta> lessUsefulThan(DeltaChange change) {
    Demand.Use use = demand.of(change);
    return leastUsefulFirst().stream()
        .filter(one -> one.use().compareTo(use) > 0)
        .map(Ranked::delta)
        .toList();
  }

  private long room() {
    return mostBytes.getAsLong() - sum(all());
  }

  private static long sum(Collection<Delta> deltas) {
    return deltas.stream().mapToLong(Delta::length).sum();
  }

  // What was only found is in nobody's hands.
  private void drop(Delta delta) {
    if (ready.remove(delta.change(), delta)) {
      leaving.add(delta, clock.instant());
    } else {
      found.remove(delta.change());
      delete(file(delta));
    }
  }

  private void deleteEnded() {
    leaving
        .takeEnded(clock.instant(), Math.max(0, mostBytes.getAsLong()))
        .forEach(delta -> delete(file(delta)));
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next start tries again.
      file.toFile().deleteOnExit();
    }
  }
}
