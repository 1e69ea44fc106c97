package io.freshseal.vault.control;

import io.freshseal.shared.control.StorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a new staging file; every fault is known to be the disk's, not the stream's it copies. */
final class StagingOutput extends OutputStream {

  private final Path file;
  private final OutputStream out;

  StagingOutput(Path file) throws StorageException {
    this.file = file;
    try {
      this.out =
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  @Override
  public void write(int b) throws StorageException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws StorageException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  @Override
  public void close() throws StorageException {
    try {
      out.close();
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  /** Deletes a staging file after a fault that is the one to report. */
  static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next start removes it.
      return;
    }
  }
}
