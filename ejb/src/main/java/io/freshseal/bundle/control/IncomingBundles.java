package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** The folder into which bundles are received, one at a time. Nothing in it lasts. */
public final class IncomingBundles {

  private static final int BUFFER_BYTES = 128 * 1024;

  private final Path folder;
  private final Semaphore one = new Semaphore(1);

  /** What is done with a file that was received; it belongs to the work from then on. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    Outcome<T> with(Path file) throws IOException;
  }

  /** Makes it of a folder, which need not be there yet. */
  public IncomingBundles(Path folder) {
    this.folder = folder;
  }

  /** Deletes what is in the folder. */
  public void clear() throws StorageException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      all.forEach(IncomingBundles::delete);
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  /**
   * Receives a body and does something with it.
   *
   * @param body read to its end, not closed
   * @return what comes of it; refused {@code BUSY}, {@code TOO_LARGE}, or with what the disk says,
   *     and then no file stays
   * @throws IOException if the body cannot be read to its end, and then no file stays
   */
  public <T> Outcome<T> receive(InputStream body, long mostBytes, Work<T> work) throws IOException {
    if (!one.tryAcquire()) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.ANOTHER_ARRIVES);
    }
    try {
      DurableFiles.createDirectories(folder);
      Path file = folder.resolve(UUID.randomUUID() + ".zip");
      try {
        copy(new BoundedInputStream(body, mostBytes), file);
      } catch (IOException | RuntimeException e) {
        delete(file);
        throw e;
      }
      return work.with(file);
    } catch (TooLargeException e) {
      return Outcome.refused(StatusCode.TOO_LARGE, BundleSentence.BUNDLE_TOO_LARGE, mostBytes);
    } catch (StorageException e) {
      return new Outcome.Refused<>(e.code(), e.sentence());
    } finally {
      one.release();
    }
  }

  private static void copy(InputStream in, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (OutputStream out = opened(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        write(out, buffer, n, file);
      }
    }
  }

  private static OutputStream opened(Path file) throws StorageException {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int count, Path file)
      throws StorageException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Deletes a received file; what cannot be deleted goes with the next start. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return;
    }
  }
}
