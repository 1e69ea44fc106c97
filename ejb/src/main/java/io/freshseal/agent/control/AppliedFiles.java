package io.freshseal.agent.control;

import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.shared.entity.StorageSentence;
import io.freshseal.vault.control.ObjectStore;
import io.freshseal.vault.entity.StoreState;
import io.freshseal.vault.entity.Superseded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files that consumers read: {@code current/<id>} is the version applied, {@code previous/<id>}
 * the good one before it. The store's state is the truth and these files follow it; each is
 * replaced in one step, so a reader sees the old bytes or the new ones, and a kill in between is
 * made good by the next {@link #follow}. They are hard links to objects of the store, or copies
 * where the file system has no links. Nothing here is ever deleted.
 */
public final class AppliedFiles {

  private final Path directory;
  private final ObjectStore objects;

  /**
   * Works in the folder of a store.
   *
   * @param directory the store's own folder
   */
  public AppliedFiles(Path directory, ObjectStore objects) {
    this.directory = directory;
    this.objects = objects;
  }

  /** Where consumers read a component; may not exist yet. */
  public Path current(ComponentId id) {
    return directory.resolve("current").resolve(id.text());
  }

  /** Where the good version before is kept; may not exist. */
  public Path previous(ComponentId id) {
    return directory.resolve("previous").resolve(id.text());
  }

  /**
   * Puts every held version in its place.
   *
   * @return what was changed, by id
   * @throws StorageException if the disk refuses; what was changed until then stays changed
   */
  public List<AppliedChange> follow(StoreState state) throws StorageException {
    List<AppliedChange> changes = new ArrayList<>();
    for (CatalogEntry entry : state.held()) {
      if (!isInPlace(entry)) {
        Optional<CatalogEntry> before = before(entry, state);
        if (before.isPresent()) {
          put(before.get(), previous(entry.id()));
        }
        put(entry, current(entry.id()));
        changes.add(
            new AppliedChange(entry.id(), before.map(CatalogEntry::version), entry.version()));
      }
    }
    return changes;
  }

  /** Components that have a file in {@code current/}, whether or not the store knows them. */
  public List<ComponentId> present() throws StorageException {
    Path folder = directory.resolve("current");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> ComponentId.parse(file.getFileName().toString()))
          .flatMap(Optional::stream)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  // What stands in current/ may have been changed by others; the store's own object has not.
  private Optional<CatalogEntry> before(CatalogEntry entry, StoreState state) {
    return state.superseded().stream()
        .map(Superseded::entry)
        .filter(old -> old.id().equals(entry.id()) && !old.sha256().equals(entry.sha256()))
        .filter(old -> objects.find(old.sha256()).isPresent())
        .findFirst();
  }

  private boolean isInPlace(CatalogEntry entry) throws StorageException {
    return isObject(current(entry.id()), entry);
  }

  private boolean isObject(Path file, CatalogEntry entry) throws StorageException {
    try {
      if (!Files.isRegularFile(file)) {
        return false;
      }
      Path object = object(entry);
      return Files.isSameFile(file, object)
          || (Files.size(file) == entry.size() && FileDigest.of(file).equals(entry.sha256()));
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private void put(CatalogEntry entry, Path target) throws StorageException {
    if (isObject(target, entry)) {
      return;
    }
    Path temporary =
        directory.resolve("staging").resolve(UUID.randomUUID() + DurableFiles.TEMPORARY_SUFFIX);
    try {
      linkOrCopy(object(entry), temporary);
      DurableFiles.moveForced(temporary, target);
    } catch (IOException e) {
      throw StorageException.of(e, target);
    } finally {
      deleteLeftover(temporary);
    }
  }

  private static void linkOrCopy(Path object, Path temporary) throws IOException {
    try {
      Files.createLink(temporary, object);
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(object, temporary);
    }
  }

  private static void deleteLeftover(Path temporary) throws StorageException {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      throw StorageException.of(e, temporary);
    }
  }

  private Path object(CatalogEntry entry) throws StorageException {
    return objects
        .find(entry.sha256())
        .orElseThrow(
            () ->
                new StorageException(
                    StatusCode.STORAGE_FAULT,
                    StorageSentence.OBJECT_GONE,
                    entry.id(),
                    entry.version()));
  }
}
