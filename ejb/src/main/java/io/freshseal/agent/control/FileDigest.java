package io.freshseal.agent.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** Digests a file of any size. */
public final class FileDigest {

  private static final int BUFFER_BYTES = 128 * 1024;

  private FileDigest() {}

  /**
   * Digests.
   *
   * @throws StorageException if the disk refuses
   */
  public static Sha256 of(Path file) throws StorageException {
    MessageDigest digester = Sha256.digester();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digester.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
    return Sha256.ofDigest(digester.digest());
  }
}
