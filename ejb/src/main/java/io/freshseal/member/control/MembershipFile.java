package io.freshseal.member.control;

import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Membership;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.control.OwnerOnlyFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.StatusCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that makes a computer a member: readable by its owner alone, forced, whole or absent. A
 * damaged one is refused and left as it is, for nothing can be guessed of it.
 */
public final class MembershipFile implements Memberships {

  private static final int MAX_BYTES = 256 * 1024;

  private final Path file;

  public MembershipFile(MemberFolder folder) {
    this.file = folder.membership();
  }

  /** Tells whether there is one, sound or not. */
  public boolean exists() {
    return Files.exists(file);
  }

  @Override
  public Optional<Membership> read() throws StorageException {
    if (!exists()) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(MembershipJson.read(BoundedInputStream.readAll(in, MAX_BYTES)));
    } catch (MalformedJsonException e) {
      throw new StorageException(
          StatusCode.STORAGE_FAULT, MemberSentence.FILE_DAMAGED, file, e.sentence());
    } catch (TooLargeException e) {
      throw new StorageException(
          StatusCode.STORAGE_FAULT, MemberSentence.FILE_TOO_LARGE, file, MAX_BYTES);
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }

  @Override
  public void write(Membership membership) throws StorageException {
    try {
      OwnerOnlyFiles.write(file, MembershipJson.write(membership));
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
