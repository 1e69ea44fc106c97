package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that have arrived whole and have been digested, but are not in their place yet. Closing one
 * that was not admitted discards it.
 */
public final class StagedObject implements AutoCloseable {

  private final ObjectStore store;
  private final Path file;
  private final Sha256 sha256;
  private final long size;

  StagedObject(ObjectStore store, Path file, Sha256 sha256, long size) {
    this.store = store;
    this.file = file;
    this.sha256 = sha256;
    this.size = size;
  }

  /** Digest of the bytes. */
  public Sha256 sha256() {
    return sha256;
  }

  /** Their number. */
  public long size() {
    return size;
  }

  /**
   * Forces the bytes and puts them in their place.
   *
   * @throws StorageException if the disk refuses
   */
  public void admit() throws StorageException {
    store.admit(file, sha256);
  }

  @Override
  public void close() throws StorageException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
