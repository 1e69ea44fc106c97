package io.freshseal.member.control;

import io.freshseal.member.entity.JoinId;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.shared.control.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Keeps the id of a joining from before the manager is asked until the membership is written, so
 * that a kill in between joins the same computer again.
 */
final class JoinFile {

  private static final int MAX_BYTES = 256;

  private final Path file;

  JoinFile(MemberFolder folder) {
    this.file = folder.joining();
  }

  /**
   * The id of the joining that is going on, or a new one; on disk when this returns.
   *
   * @throws StorageException if the disk refuses
   */
  JoinId claim() throws StorageException {
    try {
      Optional<JoinId> known = read();
      if (known.isPresent()) {
        return known.get();
      }
      JoinId fresh = JoinId.next(new SecureRandom());
      OwnerOnlyFiles.write(file, fresh.text().getBytes(StandardCharsets.US_ASCII));
      return fresh;
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  private Optional<JoinId> read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return JoinId.parse(
          new String(BoundedInputStream.readAll(in, MAX_BYTES), StandardCharsets.US_ASCII));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Ends the joining.
   *
   * @throws StorageException if the disk refuses
   */
  void forget() throws StorageException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
