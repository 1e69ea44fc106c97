package io.freshseal.launcher;

import static io.freshseal.launcher.LaunchRefused.FAULT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The folder that holds everything a server keeps, and the lock that gives it to one server alone.
 * The lock ends with the process, however that ends.
 */
final class DataFolder {
  // A channel that nobody refers to any more is closed, and the lock goes with it.
  private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

  private final Path folder;
  private final FileLock lock;

  private DataFolder(Path folder, FileLock lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder where there is none, and takes it.
   *
   * @throws LaunchRefused if another server has it, or it cannot be written to
   */
  static DataFolder take(Path folder) throws LaunchRefused {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new LaunchRefused(
            FAULT, "another server is running on the data folder '" + folder + "'");
      }
      HELD.add(lock);
      DataFolder taken = new DataFolder(folder, lock);
      taken.clean();
      return taken;
    } catch (IOException e) {
      throw new LaunchRefused(
          FAULT, "the data folder '" + folder + "' cannot be used: " + reason(folder, e));
    }
  }

  private static String reason(Path folder, IOException e) {
    if (e instanceof AccessDeniedException) {
      return "it may not be written to";
    }
    if (e instanceof FileSystemException fault && fault.getReason() != null) {
      return fault.getReason();
    }
    return Files.exists(folder) && !Files.isDirectory(folder) ? "it is no folder" : e.toString();
  }

  /** What Payara Micro unpacked may be used again; what it configured may not. */
  private void clean() throws IOException {
    Files.createDirectories(runtime());
    Files.createDirectories(log());
    try (Stream<Path> present = Files.list(runtime())) {
      for (Path path : present.filter(path -> !path.endsWith("runtime")).toList()) {
        delete(path);
      }
    }
    Files.createDirectories(temporary());
  }

  private static void delete(Path path) throws IOException {
    List<Path> innermostFirst;
    try (Stream<Path> tree = Files.walk(path)) {
      innermostFirst = tree.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : innermostFirst) {
      Files.delete(each);
    }
  }

  Path path() {
    return folder;
  }

  /** Payara Micro's own folder, made anew at every start. */
  Path runtime() {
    return folder.resolve("runtime");
  }

  Path log() {
    return folder.resolve("log");
  }

  /** For uploads on their way: on the same disk as the store. */
  Path temporary() {
    return runtime().resolve("tmp");
  }

  boolean taken() {
    return lock.isValid();
  }
}
