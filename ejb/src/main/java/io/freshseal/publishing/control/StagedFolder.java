package io.freshseal.publishing.control;

import io.freshseal.catalog.control.CatalogEntryJson;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.JsonBytes;
import io.freshseal.shared.control.JsonCursor;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What waits for the next publish: one small forced file per component, named by its id. The bytes
 * themselves are objects of the store. For one thread at a time.
 */
final class StagedFolder {

  private static final String SUFFIX = ".json";

  private final Path folder;

  StagedFolder(Path folder) throws StorageException {
    this.folder = folder;
    DurableFiles.createDirectories(folder);
    for (Path leftover : list(DurableFiles.TEMPORARY_SUFFIX)) {
      delete(leftover);
    }
  }

  void write(StagedComponent staged) throws StorageException {
    byte[] json =
        JsonBytes.write(
            generator -> {
              generator.writeStartObject().write("stagedAt", staged.stagedAt().toString());
              generator.writeStartObject("entry");
              CatalogEntryJson.writeMembers(staged.entry(), generator);
              generator.writeEnd().writeEnd();
            });
    DurableFiles.replace(file(staged.entry().id()), json);
  }

  /** The record of a component; one that cannot be read counts as none, and may be staged anew. */
  Optional<StagedComponent> find(ComponentId id) throws StorageException {
    Path file = file(id);
    return Files.exists(file) ? read(file) : Optional.empty();
  }

  /** All records, sorted by component. */
  List<StagedComponent> all() throws StorageException {
    List<StagedComponent> all = new ArrayList<>();
    for (Path file : list(SUFFIX)) {
      read(file).ifPresent(all::add);
    }
    return all;
  }

  void remove(ComponentId id) throws StorageException {
    delete(file(id));
  }

  private Path file(ComponentId id) {
    return folder.resolve(id.text() + SUFFIX);
  }

  private static Optional<StagedComponent> read(Path file) throws StorageException {
    try (JsonCursor cursor = new JsonCursor(Files.readAllBytes(file))) {
      var fields = cursor.fields();
      return Optional.of(
          new StagedComponent(
              CatalogEntryJson.read(fields.object("entry"), 1), fields.instant("stagedAt")));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private List<Path> list(String suffix) throws StorageException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  private void delete(Path file) throws StorageException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
