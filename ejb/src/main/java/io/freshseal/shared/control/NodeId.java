package io.freshseal.shared.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The name of the node that owns a data folder; made once, kept in it, the same after every
 * restart.
 */
public final class NodeId {

  private static final int LENGTH = 36;

  private NodeId() {}

  /**
   * The node's name, made and forced to disk if there is none yet.
   *
   * @throws StorageException if the disk refuses
   */
  public static String of(DataFolder data) throws StorageException {
    Optional<String> known = read(data.nodeId());
    if (known.isPresent()) {
      return known.get();
    }
    String fresh = UUID.randomUUID().toString();
    DurableFiles.createDirectories(data.root());
    DurableFiles.replace(data.nodeId(), fresh.getBytes(StandardCharsets.US_ASCII));
    return fresh;
  }

  private static Optional<String> read(Path file) throws StorageException {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) != LENGTH) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw StorageException.of(e, file);
    }
  }
}
