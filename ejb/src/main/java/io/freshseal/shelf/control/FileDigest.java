package io.freshseal.shelf.control;

import io.freshseal.shared.entity.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The digest of what is too long to be held in memory. */
final class FileDigest {

  private static final int BUFFER_BYTES = 128 * 1024;

  private FileDigest() {}

  static Sha256 of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in);
    }
  }

  /** Of all that is left of it. */
  static Sha256 of(InputStream in) throws IOException {
    MessageDigest digester = Sha256.digester();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digester.update(buffer, 0, n);
    }
    return Sha256.ofDigest(digester.digest());
  }
}
