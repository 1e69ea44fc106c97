package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/**
 * An object of known digest and length that arrives bit by bit, perhaps over several runs and
 * restarts. The digest is computed while the bytes arrive. Closing keeps what there is. For one
 * thread.
 */
public final class PartialObject implements AutoCloseable {

  /** What the whole object must be. */
  record Goal(Sha256 digest, long size) {}

  private static final int BUFFER_BYTES = 64 * 1024;

  private final ObjectStore store;
  private final Path file;
  private final Goal goal;
  private final LongConsumer progress;
  private final FileChannel channel;
  private MessageDigest digester = Sha256.digester();
  private long length;

  PartialObject(ObjectStore store, Path file, Goal goal, LongConsumer progress)
      throws StorageException {
    this.store = store;
    this.file = file;
    this.goal = goal;
    this.progress = progress;
    try {
      digestWhatIsThere();
      this.channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
      channel.truncate(length);
      channel.position(length);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private void digestWhatIsThere() throws IOException {
    if (!Files.exists(file) || Files.size(file) > goal.size()) {
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
        length += n;
      }
    }
  }

  /** The digest that the whole object must have. */
  public Sha256 expected() {
    return goal.digest();
  }

  /** The length that the whole object must have. */
  public long size() {
    return goal.size();
  }

  /** How much has arrived: the offset to resume at. */
  public long length() {
    return length;
  }

  /**
   * Takes the next bytes.
   *
   * @throws TooLargeException if the object would become longer than it must be; nothing of these
   *     bytes is taken
   * @throws StorageException if the disk refuses
   */
  public void append(byte[] bytes, int offset, int count) throws IOException {
    if (count > goal.size() - length) {
      throw new TooLargeException(goal.size());
    }
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, count);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
    digester.update(bytes, offset, count);
    length += count;
    progress.accept(length);
  }

  /**
   * Forgets what has arrived, for a source that begins at the front again.
   *
   * @throws StorageException if the disk refuses
   */
  public void restart() throws StorageException {
    try {
      channel.truncate(0);
      channel.position(0);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
    digester = Sha256.digester();
    length = 0;
    progress.accept(0);
  }

  /** Tells whether what has arrived is the whole object, to the bit. */
  public boolean isWhole() {
    try {
      MessageDigest so = (MessageDigest) digester.clone();
      return length == goal.size() && Sha256.ofDigest(so.digest()).equals(goal.digest());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("SHA-256 can be cloned", e);
    }
  }

  /**
   * Checks what has arrived and, if it is the whole object, forces it and puts it in its place.
   * After that only {@link #close} may be called.
   *
   * @throws StorageException if the disk refuses
   */
  public Admission complete() throws StorageException {
    if (length < goal.size()) {
      return Admission.INCOMPLETE;
    }
    if (!Sha256.ofDigest(digester.digest()).equals(goal.digest())) {
      restart();
      return Admission.DIGEST_MISMATCH;
    }
    store.admit(file, goal.digest());
    return Admission.ADMITTED;
  }

  @Override
  public void close() throws StorageException {
    try {
      channel.close();
      if (length == 0 && goal.size() > 0) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    } finally {
      store.closed(goal.digest());
    }
  }
}
