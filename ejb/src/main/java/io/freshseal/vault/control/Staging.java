package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Cleans the folder of what is on its way. */
final class Staging {

  /** End of the name of a partial object, after its digest. */
  static final String PARTIAL_SUFFIX = ".part";

  /** How long a partial object may wait to be resumed. */
  static final Duration KEEP_PARTIALS = Duration.ofDays(7);

  private final ObjectStore store;

  Staging(ObjectStore store) {
    this.store = store;
  }

  /**
   * Removes everything that no run can resume: for a start, when nothing else is at work here.
   *
   * @return how many files were removed
   */
  int recover(Instant now) throws StorageException {
    return clean(file -> digestOf(file).isEmpty() || isOld(file, now));
  }

  /** Removes partial objects that have waited too long. */
  int removeOldPartials(Instant now) throws StorageException {
    return clean(file -> isIdlePartial(file) && isOld(file, now));
  }

  /** Removes all partial objects that nobody is working on. */
  int removePartials() throws StorageException {
    return clean(this::isIdlePartial);
  }

  private int clean(DirectoryStream.Filter<Path> which) throws StorageException {
    Path folder = store.stagingFolder();
    int removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, which)) {
      for (Path file : files) {
        if (Files.deleteIfExists(file)) {
          removed++;
        }
      }
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
    return removed;
  }

  private boolean isIdlePartial(Path file) {
    return digestOf(file).filter(digest -> !store.isOpenPartial(digest)).isPresent();
  }

  private static boolean isOld(Path file, Instant now) throws IOException {
    return Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEEP_PARTIALS));
  }

  private static Optional<Sha256> digestOf(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(PARTIAL_SUFFIX)
        ? Sha256.parse(name.substring(0, name.length() - PARTIAL_SUFFIX.length()))
        : Optional.empty();
  }
}
