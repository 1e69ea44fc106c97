package io.freshseal.vault.control;

import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongConsumer;

/**
 * Bytes named by their SHA-256, under {@code objects/ab/<hex>}; a file stands there only complete,
 * hashed and forced. What is on its way lies under {@code staging/}. For any number of threads.
 */
public final class ObjectStore {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path objects;
  private final Path staging;
  private final DiskRoom room;
  private final KeptVerdicts verdicts = new KeptVerdicts();
  private final Set<Sha256> openPartials = ConcurrentHashMap.newKeySet();
  // Shared by those who renew an object's age, exclusive to delete an old one: neither overtakes.
  private final ReadWriteLock ageing = new ReentrantReadWriteLock();

  ObjectStore(Path directory, DiskRoom room) throws StorageException {
    this.room = room;
    this.objects = directory.resolve("objects");
    this.staging = directory.resolve("staging");
    DurableFiles.createDirectories(objects);
    DurableFiles.createDirectories(staging);
  }

  /** The file of an object; read-only for everyone. */
  public Optional<Path> find(Sha256 digest) {
    Path file = place(digest);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Tells whether an object is here with this length. */
  public boolean holds(Sha256 digest, long size) {
    return stamp(digest).filter(stamp -> stamp.size() == size).isPresent();
  }

  /** What the disk says of an object's file; empty if it is not here. */
  public Optional<FileStamp> stamp(Sha256 digest) {
    return FileStamp.of(place(digest));
  }

  /** What judging has said of the signature files here. */
  public KeptVerdicts verdicts() {
    return verdicts;
  }

  /**
   * Reads a small object whole and checks that it still has its digest.
   *
   * @param bound the most bytes to read
   * @return empty if it is not here, is longer, or was damaged on the disk
   * @throws StorageException if the disk refuses
   */
  public Optional<byte[]> read(Sha256 digest, long bound) throws StorageException {
    Path file = place(digest);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = BoundedInputStream.readAll(in, bound);
      return Sha256.of(bytes).equals(digest) ? Optional.of(bytes) : Optional.empty();
    } catch (TooLargeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Tells whether an object is here and all its bytes still have the digest of its name. */
  public boolean verify(Sha256 digest) throws StorageException {
    Path file = place(digest);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    MessageDigest digester = Sha256.digester();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
    return Sha256.ofDigest(digester.digest()).equals(digest);
  }

  /**
   * Writes a stream to the staging folder and digests it on the way. Nothing is admitted yet.
   *
   * @param in read to its end, not closed
   * @param maxBytes the most bytes to accept
   * @throws TooLargeException if there are more; nothing stays behind
   * @throws StorageException if the disk refuses; nothing stays behind
   * @throws IOException if the stream itself fails; nothing stays behind
   */
  public StagedObject stage(InputStream in, long maxBytes) throws IOException {
    Path file = staging.resolve(UUID.randomUUID() + DurableFiles.TEMPORARY_SUFFIX);
    try {
      return copy(new BoundedInputStream(in, maxBytes), file);
    } catch (IOException | RuntimeException e) {
      StagingOutput.deleteQuietly(file);
      throw e;
    }
  }

  private StagedObject copy(InputStream in, Path file) throws IOException {
    MessageDigest digester = Sha256.digester();
    long size = 0;
    try (StagingOutput out = new StagingOutput(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
        out.write(buffer, 0, n);
        size += n;
      }
    }
    return new StagedObject(this, file, Sha256.ofDigest(digester.digest()), size);
  }

  /**
   * Admits bytes at once.
   *
   * @return their name
   */
  public Sha256 put(byte[] bytes) throws StorageException {
    try (StagedObject staged = stage(new ByteArrayInputStream(bytes), bytes.length)) {
      staged.admit();
      return staged.sha256();
    } catch (IOException e) {
      throw StorageException.of(e, staging);
    }
  }

  /**
   * Opens what has arrived so far of an object, which may be nothing. Survives restarts.
   *
   * @param size the length the whole object must have
   * @throws IllegalStateException if the same object is already open here
   */
  public PartialObject partial(Sha256 expected, long size) throws StorageException {
    return partial(expected, size, length -> {});
  }

  /** The same, telling the length after every append. */
  public PartialObject partial(Sha256 expected, long size, LongConsumer progress)
      throws StorageException {
    return partialIfFree(expected, size, progress)
        .orElseThrow(
            () -> new IllegalStateException("this object is already on its way: " + expected));
  }

  /** The same; empty if somebody else has it open. */
  public Optional<PartialObject> partialIfFree(Sha256 expected, long size, LongConsumer progress)
      throws StorageException {
    if (!openPartials.add(expected)) {
      return Optional.empty();
    }
    try {
      Path file = staging.resolve(expected.hex() + Staging.PARTIAL_SUFFIX);
      return Optional.of(
          new PartialObject(this, file, new PartialObject.Goal(expected, size), progress));
    } catch (StorageException | RuntimeException e) {
      openPartials.remove(expected);
      throw e;
    }
  }

  void closed(Sha256 partial) {
    openPartials.remove(partial);
  }

  /**
   * Moves a finished file to its place; an object that is already there is replaced by its like.
   */
  void admit(Path finished, Sha256 digest) throws StorageException {
    ageing.readLock().lock();
    try {
      DurableFiles.moveForced(finished, place(digest));
    } finally {
      ageing.readLock().unlock();
    }
  }

  /** Starts an object's age anew, so that the garbage collector keeps it for now. */
  public void touch(Sha256 digest, Instant now) throws StorageException {
    Path file = place(digest);
    ageing.readLock().lock();
    try {
      if (Files.exists(file)) {
        Files.setLastModifiedTime(file, FileTime.from(now));
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    } finally {
      ageing.readLock().unlock();
    }
  }

  /**
   * Deletes an object; tells whether it was here. Whoever has it open reads on.
   *
   * @throws StorageException if the disk refuses
   */
  public boolean delete(Sha256 digest) throws StorageException {
    Path file = place(digest);
    ageing.writeLock().lock();
    verdicts.forget(digest);
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    } finally {
      ageing.writeLock().unlock();
    }
  }

  /** Deletes an object if its age began before the limit. */
  boolean deleteIfOlder(Path file, Instant limit) throws StorageException {
    ageing.writeLock().lock();
    try {
      boolean gone =
          Files.getLastModifiedTime(file).toInstant().isBefore(limit) && Files.deleteIfExists(file);
      if (gone) {
        Sha256.parse(file.getFileName().toString()).ifPresent(verdicts::forget);
      }
      return gone;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw StorageException.of(e, file);
    } finally {
      ageing.writeLock().unlock();
    }
  }

  /** Room that this process may still use on the disk, in bytes. */
  public long usableBytes() throws StorageException {
    try {
      return room.usableBytes(objects);
    } catch (IOException e) {
      throw StorageException.of(e, objects);
    }
  }

  boolean isOpenPartial(Sha256 digest) {
    return openPartials.contains(digest);
  }

  Path objectsFolder() {
    return objects;
  }

  Path stagingFolder() {
    return staging;
  }

  private Path place(Sha256 digest) {
    String name = digest.hex();
    return objects.resolve(name.substring(0, 2) + "/" + name);
  }
}
