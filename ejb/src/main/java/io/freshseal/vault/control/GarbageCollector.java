package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Deletes objects that nothing needs. */
final class GarbageCollector {

  private final ObjectStore objects;

  GarbageCollector(ObjectStore objects) {
    this.objects = objects;
  }

  /**
   * Deletes.
   *
   * @param needed what stays whatever its age
   * @param limit what became unneeded at this instant or later stays
   * @return how many objects were deleted
   */
  int collect(Set<Sha256> needed, Instant limit) throws StorageException {
    int deleted = 0;
    for (Path folder : list(objects.objectsFolder())) {
      for (Path file : list(folder)) {
        if (isUnneeded(file, needed) && objects.deleteIfOlder(file, limit)) {
          deleted++;
        }
      }
    }
    return deleted;
  }

  private static boolean isUnneeded(Path file, Set<Sha256> needed) {
    return Sha256.parse(file.getFileName().toString())
        .filter(digest -> !needed.contains(digest))
        .isPresent();
  }

  private static List<Path> list(Path folder) throws StorageException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }
}
