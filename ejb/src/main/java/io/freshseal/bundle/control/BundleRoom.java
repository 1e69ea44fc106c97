package io.freshseal.bundle.control;

import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StorageSentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a disk has room for a bundle, with enough beside it for everything else. */
final class BundleRoom {

  private static final long RESERVE_BYTES = 64L << 20;

  private BundleRoom() {}

  /** Why a folder has no room for so many bytes more; empty if it has, or nobody can tell. */
  static Optional<Sentence> refuses(Path folder, long bytes) {
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing == null
              || Files.getFileStore(existing).getUsableSpace() - RESERVE_BYTES >= bytes
          ? Optional.empty()
          : Optional.of(Sentence.of(StorageSentence.NO_ROOM, folder));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
