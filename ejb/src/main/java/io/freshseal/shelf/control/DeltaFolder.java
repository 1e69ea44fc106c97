package io.freshseal.shelf.control;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The deltas that are ready, each a file whose name says from where to where it leads and what its
 * digest is; so a start reads names alone. Bounded in bytes. Safe for threads.
 */
public final class DeltaFolder {

  private static final String SUFFIX = ".dcz";
  private static final int HEX = 64;

  private final Path folder;
  private final long mostBytes;
  private final Map<DeltaChange, Delta> ready = new ConcurrentHashMap<>();

  /**
   * Opens a folder; what is no delta in it is deleted.
   *
   * @param folder made if it is missing; belongs to this alone
   * @param mostBytes of all deltas together
   * @throws StorageException if the disk refuses
   */
  public DeltaFolder(Path folder, long mostBytes) throws StorageException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    DurableFiles.createDirectories(folder);
    for (Path file : files()) {
      Optional<Delta> delta = read(file);
      if (delta.isPresent()) {
        ready.put(delta.get().change(), delta.get());
      } else {
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

  /** Finds one. */
  public Optional<Delta> find(DeltaChange change) {
    return Optional.ofNullable(ready.get(change));
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

  /**
   * Makes a finished draft ready, unless there is no room for it.
   *
   * @return whether it is
   * @throws StorageException if the disk refuses
   */
  synchronized boolean add(Path draft, Delta delta) throws StorageException {
    long all = ready.values().stream().mapToLong(Delta::length).sum();
    if (all + delta.length() > mostBytes) {
      delete(draft);
      return false;
    }
    DurableFiles.moveForced(draft, file(delta));
    ready.put(delta.change(), delta);
    return true;
  }

  /** Deletes those that lead to anything else than these. */
  synchronized void keep(Set<DeltaChange> changes) {
    for (Delta delta : new ArrayList<>(ready.values())) {
      if (!changes.contains(delta.change())) {
        ready.remove(delta.change());
        delete(file(delta));
      }
    }
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
