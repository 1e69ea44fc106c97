package io.freshseal.vault.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.shared.entity.StorageSentence;
import io.freshseal.vault.control.CheckedBytes.Finding;
import io.freshseal.vault.entity.CopyFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that always holds one whole value, the newest that was written, with a check sum. One that
 * cannot be understood is set aside for an operator.
 */
final class CheckedFile<T> {

  /** The JSON of a value. */
  interface Format<T> {

    /** An object with at least one member. */
    byte[] write(T value);

    /**
     * Reads what {@link #write} gave, with further members.
     *
     * @throws MalformedJsonException if the bytes are none
     * @throws IllegalArgumentException if they contradict themselves
     */
    T parse(byte[] json) throws MalformedJsonException;
  }

  /**
   * What was found.
   *
   * @param value empty if there is no file, or none that can be understood
   * @param fault why there is no value
   * @param checked whether the file had a check sum; those of the first releases had none
   */
  record Found<T>(Optional<T> value, Optional<CopyFault> fault, boolean checked) {

    private static <T> Found<T> not(CopyFault fault) {
      return new Found<>(Optional.empty(), Optional.of(fault), false);
    }
  }

  private final Path file;
  private final Path damaged;
  private final Format<T> format;
  private final long maxBytes;

  /**
   * Names the file.
   *
   * @param file ends in {@code .json}; its folder exists
   * @param maxBytes longest file that is read or written
   */
  CheckedFile(Path file, Format<T> format, long maxBytes) {
    this.file = file;
    this.damaged =
        file.resolveSibling(file.getFileName().toString().replace(".json", ".damaged.json"));
    this.format = format;
    this.maxBytes = maxBytes;
  }

  /**
   * Removes what an interrupted write left.
   *
   * @return how many files were removed
   */
  int recover() throws StorageException {
    int removed = 0;
    String leftovers = file.getFileName() + ".*" + DurableFiles.TEMPORARY_SUFFIX;
    try (DirectoryStream<Path> found = Files.newDirectoryStream(file.getParent(), leftovers)) {
      for (Path leftover : found) {
        removed += Files.deleteIfExists(leftover) ? 1 : 0;
      }
    } catch (IOException e) {
      throw StorageException.of(e, file.getParent());
    }
    return removed;
  }

  /**
   * Reads the value.
   *
   * @throws StorageException if the disk refuses
   */
  Found<T> read() throws StorageException {
    if (!Files.exists(file)) {
      return Found.not(CopyFault.MISSING);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = BoundedInputStream.readAll(in, maxBytes);
      Finding finding = CheckedBytes.examine(bytes);
      if (finding != Finding.DAMAGED) {
        return new Found<>(
            Optional.of(format.parse(bytes)), Optional.empty(), finding == Finding.WHOLE);
      }
    } catch (MalformedJsonException | TooLargeException | IllegalArgumentException e) {
      return setAside();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
    return setAside();
  }

  private Found<T> setAside() throws StorageException {
    DurableFiles.moveForced(file, damaged);
    return Found.not(CopyFault.DAMAGED);
  }

  /** Forces a value to disk in one step; refuses one that could not be read back. */
  void write(T value) throws StorageException {
    DurableFiles.replace(file, encoded(value));
  }

  /**
   * The same for a file that is soon followed by another: a kill finds this value or a later one,
   * only a power cut may find the one before.
   */
  void writeAhead(T value) throws StorageException {
    DurableFiles.replaceUnlisted(file, encoded(value));
  }

  private byte[] encoded(T value) throws StorageException {
    byte[] json = CheckedBytes.seal(format.write(value));
    if (json.length > maxBytes) {
      throw new StorageException(
          StatusCode.STORAGE_FAULT, StorageSentence.STATE_TOO_LARGE, json.length, maxBytes);
    }
    return json;
  }
}
