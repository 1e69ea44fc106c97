package io.freshseal.events.control;

import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.shared.entity.StorageSentence;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Events on their way into the database, or from a computer to its manager, one forced file each.
 * An event counts from the moment its file is forced; the file goes when the other side has it. A
 * kill in between hands it over again, under the same key, hence it is stored once. Safe for
 * threads; one process per folder.
 */
public final class Outbox {

  /** Most events that wait; a database that is away for long must not fill the disk. */
  public static final int MAX_WAITING = 10_000;

  private static final int BATCH = 200;
  private static final int MAX_BYTES = 64 * 1024;
  private static final String SUFFIX = ".json";
  private static final String UNREADABLE = ".unreadable";
  private static final int KEY_AND_SUFFIX = "-".length() + 36 + SUFFIX.length();

  private final Path folder;
  private final ReentrantLock draining = new ReentrantLock();
  private int waiting;

  private Outbox(Path folder, int waiting) {
    this.folder = folder;
    this.waiting = waiting;
  }

  /**
   * Opens the folder, making it if it is missing, with the events that an earlier process left.
   *
   * @throws StorageException if the disk refuses
   */
  public static Outbox open(Path folder) throws StorageException {
    DurableFiles.createDirectories(folder);
    try (DirectoryStream<Path> leftovers =
        Files.newDirectoryStream(folder, "*" + DurableFiles.TEMPORARY_SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
    return new Outbox(folder, list(folder, MAX_WAITING).size());
  }

  /**
   * Keeps an event; returns when it is on disk.
   *
   * @throws StorageException if the disk refuses, or too many wait
   */
  public void append(SystemEvent event) throws StorageException {
    reserve();
    String name = "%015d-%s%s".formatted(event.time().toEpochMilli(), event.key(), SUFFIX);
    try {
      DurableFiles.replace(folder.resolve(name), EventJson.write(event));
    } catch (StorageException e) {
      release(1);
      throw e;
    }
  }

  /**
   * Hands the waiting events over, oldest first, in batches. A batch is deleted after {@code store}
   * has returned; what it throws ends the draining and leaves the batch.
   *
   * @param store stores all or nothing, and each key once
   * @param patience how long to wait for somebody else who drains; after that it is left to them
   * @return how many were handed over
   * @throws StorageException if the disk refuses
   */
  public int drain(Consumer<List<SystemEvent>> store, Duration patience) throws StorageException {
    if (!claim(patience)) {
      return 0;
    }
    try {
      return drain(store);
    } finally {
      draining.unlock();
    }
  }

  private boolean claim(Duration patience) {
    try {
      return draining.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private int drain(Consumer<List<SystemEvent>> store) throws StorageException {
    int handed = 0;
    for (List<Path> files = list(folder, BATCH); !files.isEmpty(); files = list(folder, BATCH)) {
      List<SystemEvent> events = new ArrayList<>();
      for (Path file : files) {
        read(file).ifPresent(events::add);
      }
      if (!events.isEmpty()) {
        store.accept(List.copyOf(events));
      }
      delete(files);
      handed += events.size();
    }
    return handed;
  }

  /**
   * The waiting events, oldest first, none of which goes before it is {@link #acknowledge}d.
   *
   * @param most how many at most
   * @throws StorageException if the disk refuses
   */
  public List<SystemEvent> oldest(int most) throws StorageException {
    List<SystemEvent> events = new ArrayList<>();
    for (Path file : list(folder, most)) {
      Optional<SystemEvent> event = read(file);
      event.ifPresentOrElse(events::add, () -> release(1));
    }
    return List.copyOf(events);
  }

  /**
   * Deletes the events that the other side has. Keys that are not here are passed over.
   *
   * @throws StorageException if the disk refuses
   */
  public void acknowledge(Set<UUID> keys) throws StorageException {
    if (keys.isEmpty()) {
      return;
    }
    Set<String> ends =
        keys.stream().map(key -> "-" + key + SUFFIX).collect(Collectors.toUnmodifiableSet());
    delete(
        list(folder, MAX_WAITING).stream()
            .filter(file -> ends.contains(end(file.getFileName().toString())))
            .toList());
  }

  private static String end(String name) {
    return name.substring(Math.max(0, name.length() - KEY_AND_SUFFIX));
  }

  /** How many events wait. */
  public synchronized int waiting() {
    return waiting;
  }

  private synchronized void reserve() throws StorageException {
    if (waiting >= MAX_WAITING) {
      throw new StorageException(
          StatusCode.STORAGE_FAULT, StorageSentence.OUTBOX_FULL, MAX_WAITING, folder);
    }
    waiting++;
  }

  private synchronized void release(int count) {
    waiting = Math.max(0, waiting - count);
  }

  private static Optional<SystemEvent> read(Path file) throws StorageException {
    try {
      Optional<SystemEvent> event =
          Files.size(file) > MAX_BYTES
              ? Optional.empty()
              : EventJson.parse(Files.readAllBytes(file));
      if (event.isEmpty()) {
        // Kept for people to look at, out of the way of the others.
        Files.move(file, file.resolveSibling(file.getFileName() + UNREADABLE));
      }
      return event;
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private void delete(List<Path> files) throws StorageException {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
    release(files.size());
  }

  // Names begin with the time, so their order is the order of the events.
  private static List<Path> list(Path folder, int most) throws StorageException {
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .limit(most)
          .toList();
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }
}
