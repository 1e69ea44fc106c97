package io.freshseal.shared.control;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * File operations that a power cut or a kill at any instant leaves either done or not begun. But
 * for {@link #replaceUnlisted}, every method returns only after the disk has confirmed.
 */
public final class DurableFiles {

  /** End of the name of every temporary file made here; such a file may always be deleted. */
  public static final String TEMPORARY_SUFFIX = ".tmp";

  // Windows neither needs nor allows forcing a directory.
  private static final boolean DIRECTORIES_CAN_BE_FORCED = File.separatorChar == '/';

  private DurableFiles() {}

  /**
   * Puts a whole new content in the place of a file, or creates it.
   *
   * @param target in an existing folder
   * @throws StorageException if the disk refuses; the old content is then untouched
   */
  public static void replace(Path target, byte[] content) throws StorageException {
    replaceUnlisted(target, content);
    forceDirectory(target.toAbsolutePath().getParent());
  }

  /**
   * The same without waiting for the folder's entry: after a kill there is the new content, after a
   * power cut the new or the old one, whole either way. Costs one force instead of two.
   *
   * @param target in an existing folder
   * @throws StorageException if the disk refuses; the old content is then untouched
   */
  public static void replaceUnlisted(Path target, byte[] content) throws StorageException {
    Path temporary =
        target.resolveSibling(
            target.getFileName() + "." + UUID.randomUUID() + DurableFiles.TEMPORARY_SUFFIX);
    try {
      writeForced(temporary, content);
      moveInOneStep(temporary, target);
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw StorageException.of(e, target);
    }
  }

  /**
   * Forces a finished file and moves it to its place in one step, replacing what is there. Missing
   * folders of the target are made.
   *
   * @param from on the same file system as {@code to}
   * @throws StorageException if the disk refuses
   */
  public static void moveForced(Path from, Path to) throws StorageException {
    try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw StorageException.of(e, from);
    }
    createDirectories(to.toAbsolutePath().getParent());
    try {
      move(from, to);
    } catch (IOException e) {
      throw StorageException.of(e, to);
    }
  }

  /**
   * Makes a folder with all missing parents, each entry forced.
   *
   * @throws StorageException if the disk refuses, or a file stands in the way
   */
  public static void createDirectories(Path directory) throws StorageException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw StorageException.of(e, directory);
    }
    if (parent != null) {
      forceDirectory(parent);
    }
  }

  /**
   * Forces the entries of a folder to disk: what was created, renamed or deleted in it.
   *
   * @throws StorageException if the disk refuses
   */
  public static void forceDirectory(Path directory) throws StorageException {
    if (!DIRECTORIES_CAN_BE_FORCED) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw StorageException.of(e, directory);
    }
  }

  private static void writeForced(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  private static void moveInOneStep(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void move(Path from, Path to) throws IOException {
    moveInOneStep(from, to);
    forceDirectory(to.toAbsolutePath().getParent());
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The fault that led here is the one to report; the next start removes the leftover.
      return;
    }
  }
}
