package io.freshseal.shelf.control;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Bounded in bytes: the more useful one takes the place of the less useful. Safe for threads.
 */
public final class DeltaFolder {

  private static final System.Logger LOG = System.getLogger(DeltaFolder.class.getName());
  private static final String SUFFIX = ".dcz";
  private static final int HEX = 64;

  private final Path folder;
  private final LongSupplier mostBytes;
  private final Map<DeltaChange, Delta> ready = new ConcurrentHashMap<>();
  // What was ready before this process, by its name; it may have been damaged since.
  private final Map<DeltaChange, Delta> found = new ConcurrentHashMap<>();
  private volatile Demand demand = new Demand();

  /**
   * Opens a folder; what is no delta in it is deleted, and so is a second one for the same change.
   *
   * @param folder made if it is missing; belongs to this alone
   * @param mostBytes of all deltas together, at this moment
   * @throws StorageException if the disk refuses
   */
  public DeltaFolder(Path folder, LongSupplier mostBytes) throws StorageException {
    this.folder = folder;
    this.mostBytes = mostBytes;
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
   */
  boolean confirms(DeltaChange change) {
    Delta delta = found.get(change);
    return delta != null && settle(delta, isIntact(delta));
  }

  private boolean isIntact(Delta delta) {
    try {
      return FileDigest.of(file(delta)).equals(delta.digest());
    } catch (IOException e) {
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

  /** The file of one; read-only, and gone once nobody is led there any more. */
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
    ready.put(delta.change(), delta);
  }

  /**
   * Deletes those that lead to anything else than these, and as many of these as are too much.
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

  private void drop(Delta delta) {
    ready.remove(delta.change());
    found.remove(delta.change());
    delete(file(delta));
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
