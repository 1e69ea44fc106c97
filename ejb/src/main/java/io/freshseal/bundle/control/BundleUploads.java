package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bundles that arrive in pieces, so that a broken connection or a restart costs the last piece and
 * not the whole. Each is one file whose name says how long it will be. Safe for threads; of one
 * upload one piece at a time is taken.
 */
public final class BundleUploads {

  /** The most uploads that are open. */
  public static final int MOST_OPEN = 4;

  /** One to which nothing has been added for so long makes room for others. */
  public static final Duration ABANDONED = Duration.ofDays(1);

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f-]{36})\\.([1-9][0-9]{0,17})\\.part");

  private final Path folder;
  private final Clock clock;
  private final Set<UUID> busy = new HashSet<>();

  /** Makes it of a folder, which need not be there yet. */
  public BundleUploads(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Begins an upload.
   *
   * @param length of the whole file, more than 0
   * @return refused {@code BUSY} if too many are open, {@code TOO_LARGE}, or with what the disk
   *     says
   */
  public synchronized Outcome<BundleUpload> begin(long length, long mostBytes) {
    if (length > mostBytes) {
      return Outcome.refused(StatusCode.TOO_LARGE, BundleSentence.BUNDLE_TOO_LARGE, mostBytes);
    }
    Optional<Sentence> noRoom = BundleRoom.refuses(folder, length);
    if (noRoom.isPresent()) {
      return new Outcome.Refused<>(StatusCode.DISK_FULL, noRoom.get());
    }
    try {
      DurableFiles.createDirectories(folder);
      sweep(clock.instant().minus(ABANDONED));
      if (open().size() >= MOST_OPEN) {
        return Outcome.refused(StatusCode.BUSY, BundleSentence.TOO_MANY_UPLOADS, MOST_OPEN);
      }
      BundleUpload begun = new BundleUpload(UUID.randomUUID(), length, 0);
      Files.createFile(file(begun));
      return Outcome.done(begun);
    } catch (IOException e) {
      StorageException fault = StorageException.of(e, folder);
      return new Outcome.Refused<>(fault.code(), fault.sentence());
    }
  }

  /**
   * Finds an upload, also one that began before the last start.
   *
   * @throws StorageException if the disk refuses
   */
  public Optional<BundleUpload> find(UUID id) throws StorageException {
    return open().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /**
   * Adds a piece. What has arrived of it stays, also if the rest does not come.
   *
   * @param offset where it begins; has to be what is here
   * @param body read to its end, not closed
   * @return refused {@code NOT_FOUND}; {@code CONFLICT} for another offset; {@code BUSY} while
   *     another piece arrives; {@code TOO_LARGE} if it is longer than announced; or with what the
   *     disk says
   * @throws IOException if the body cannot be read to its end
   */
  public Outcome<BundleUpload> append(UUID id, long offset, InputStream body) throws IOException {
    if (!claim(id)) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.UPLOAD_IN_USE);
    }
    try {
      Optional<BundleUpload> found = find(id);
      if (found.isEmpty()) {
        return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD);
      }
      BundleUpload upload = found.get();
      if (upload.offset() != offset) {
        return Outcome.refused(StatusCode.CONFLICT, BundleSentence.OTHER_OFFSET, upload.offset());
      }
      return append(upload, body);
    } catch (StorageException e) {
      return new Outcome.Refused<>(e.code(), e.sentence());
    } finally {
      release(id);
    }
  }

  private Outcome<BundleUpload> append(BundleUpload upload, InputStream body) throws IOException {
    Path file = file(upload);
    long at = upload.offset();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (FileChannel out = opened(file, at)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        if (at + n > upload.length()) {
          return Outcome.refused(
              StatusCode.TOO_LARGE, BundleSentence.UPLOAD_NOT_WHOLE, at + n, upload.length());
        }
        write(out, buffer, n, file);
        at += n;
      }
      force(out, file);
    }
    return Outcome.done(new BundleUpload(upload.id(), upload.length(), at));
  }

  private static FileChannel opened(Path file, long at) throws StorageException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE).position(at);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private static void write(FileChannel out, byte[] buffer, int count, Path file)
      throws StorageException {
    try {
      ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private static void force(FileChannel out, Path file) throws StorageException {
    try {
      out.force(true);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** What is done with a file that is all here. */
  @FunctionalInterface
  public interface Use<T> {
    /**
     * Does it.
     *
     * @param file stays unless it is moved or deleted
     */
    Outcome<T> with(Path file) throws IOException;
  }

  /**
   * Does something with the file of a whole upload.
   *
   * @return what comes of it; refused {@code NOT_FOUND}, {@code CONFLICT} if it is not whole,
   *     {@code BUSY} while a piece arrives or somebody else uses it
   * @throws IOException what the use throws
   */
  public <T> Outcome<T> use(UUID id, Use<T> use) throws IOException {
    if (!claim(id)) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.UPLOAD_IN_USE);
    }
    try {
      return whole(id, use);
    } finally {
      release(id);
    }
  }

  private <T> Outcome<T> whole(UUID id, Use<T> use) throws IOException {
    try {
      Optional<BundleUpload> found = find(id);
      if (found.isEmpty()) {
        return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD);
      }
      BundleUpload upload = found.get();
      return upload.whole()
          ? use.with(file(upload))
          : Outcome.refused(
              StatusCode.CONFLICT,
              BundleSentence.UPLOAD_NOT_WHOLE,
              upload.offset(),
              upload.length());
    } catch (StorageException e) {
      return new Outcome.Refused<>(e.code(), e.sentence());
    }
  }

  /**
   * The same for work that goes on when this returns: nobody else has the upload until {@link
   * #giveBack}, which is to be called only if this was done.
   */
  public <T> Outcome<T> lend(UUID id, Use<T> use) throws IOException {
    if (!claim(id)) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.UPLOAD_IN_USE);
    }
    boolean lent = false;
    try {
      Outcome<T> outcome = whole(id, use);
      lent = outcome instanceof Outcome.Done<T>;
      return outcome;
    } finally {
      if (!lent) {
        release(id);
      }
    }
  }

  /**
   * Ends what {@link #lend} began.
   *
   * @param taken whether the file is not needed any more; else it can be used again
   */
  public void giveBack(UUID id, Path file, boolean taken) {
    if (taken) {
      IncomingBundles.delete(file);
    }
    release(id);
  }

  /** Gives up what was abandoned; to be called now and then. */
  public synchronized void sweep() throws StorageException {
    try {
      sweep(clock.instant().minus(ABANDONED));
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  /** Forgets an upload; refused as {@link #append}. */
  public Outcome<BundleUpload> delete(UUID id) {
    if (!claim(id)) {
      return Outcome.refused(StatusCode.BUSY, BundleSentence.UPLOAD_IN_USE);
    }
    try {
      Optional<BundleUpload> found = find(id);
      if (found.isEmpty()) {
        return Outcome.refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_UPLOAD);
      }
      Files.deleteIfExists(file(found.get()));
      return Outcome.done(found.get());
    } catch (IOException e) {
      StorageException fault = StorageException.of(e, folder);
      return new Outcome.Refused<>(fault.code(), fault.sentence());
    } finally {
      release(id);
    }
  }

  private synchronized boolean claim(UUID id) {
    return busy.add(id);
  }

  private synchronized void release(UUID id) {
    busy.remove(id);
  }

  private void sweep(Instant before) throws IOException {
    for (BundleUpload each : open()) {
      Path file = file(each);
      if (!busy.contains(each.id())
          && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<BundleUpload> open() throws StorageException {
    List<BundleUpload> all = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return all;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          Optional<UUID> id = JsonFields.parseUuid(name.group(1));
          if (id.isPresent()) {
            all.add(new BundleUpload(id.get(), Long.parseLong(name.group(2)), Files.size(file)));
          }
        }
      }
      return all;
    } catch (IOException e) {
      throw StorageException.of(e, folder);
    }
  }

  private Path file(BundleUpload upload) {
    return folder.resolve(upload.id() + "." + upload.length() + ".part");
  }
}
