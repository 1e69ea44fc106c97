package io.freshseal.vault.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.shared.entity.StorageSentence;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file {@code state.json}: always one whole state, the newest that was forced. */
final class StateFile {

  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private final long maxBytes;
  private final Path directory;
  private final Path file;
  private final Path damaged;

  StateFile(Path directory) {
    this(directory, MAX_BYTES);
  }

  StateFile(Path directory, long maxBytes) {
    this.maxBytes = maxBytes;
    this.directory = directory;
    this.file = directory.resolve("state.json");
    this.damaged = directory.resolve("state.damaged.json");
  }

  /**
   * Removes what an interrupted write left.
   *
   * @return how many files were removed
   */
  int recover() throws StorageException {
    int removed = 0;
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(
            directory, file.getFileName() + ".*" + DurableFiles.TEMPORARY_SUFFIX)) {
      for (Path leftover : leftovers) {
        if (Files.deleteIfExists(leftover)) {
          removed++;
        }
      }
    } catch (IOException e) {
      throw StorageException.of(e, directory);
    }
    return removed;
  }

  /**
   * Reads the state; the empty one if there is no file yet.
   *
   * @return empty if the file cannot be understood; it has then been set aside for an operator
   * @throws StorageException if the disk refuses
   */
  Optional<StoreState> read() throws StorageException {
    if (!Files.exists(file)) {
      return Optional.of(StoreState.empty());
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(StateJson.parse(BoundedInputStream.readAll(in, maxBytes)));
    } catch (MalformedJsonException | TooLargeException | IllegalArgumentException e) {
      DurableFiles.moveForced(file, damaged);
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Forces a state to disk in one step; refuses one that could not be read back. */
  void write(StoreState state) throws StorageException {
    byte[] json = StateJson.write(state);
    if (json.length > maxBytes) {
      throw new StorageException(
          StatusCode.STORAGE_FAULT, StorageSentence.STATE_TOO_LARGE, json.length, maxBytes);
    }
    DurableFiles.replace(file, json);
  }
}
