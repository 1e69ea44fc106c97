package io.freshseal.agent.control;

import io.freshseal.shared.control.DurableFiles;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.Scrub;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Recovery;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an agent's store again for damage, a part before each update and all of it before a bundle;
 * what the disk has damaged is dropped, so that what follows fetches it anew. Where it stands is a
 * small file in the folder, so that the parts of many short processes add up to the whole; a file
 * that is lost begins anew.
 */
public final class AgentScrub {

  private static final System.Logger LOG = System.getLogger(AgentScrub.class.getName());
  private static final long PART_BYTES = 64L << 20;
  private static final int HEX_DIGITS = 64;
  private static final String PLACE = "scrub";

  private final Vault vault;
  private final Path place;
  private final long partBytes;

  public AgentScrub(Vault vault) {
    this(vault, PART_BYTES);
  }

  AgentScrub(Vault vault, long partBytes) {
    this.vault = vault;
    this.partBytes = partBytes;
    this.place = vault.directory().resolve(PLACE);
  }

  /**
   * Reads on where the last part ended, 64 MiB or one object.
   *
   * @return what was dropped; empty if nothing had to be, or somebody else is at work
   * @throws StorageException if the disk refuses to drop it
   */
  public Optional<Recovery> part() throws StorageException {
    Scrub scrub = new Scrub(vault, stoodAt());
    Optional<Recovery> gone = drop(() -> scrub.next(partBytes).unusable());
    keep(scrub.place());
    return gone;
  }

  /**
   * Reads everything.
   *
   * @return as of {@link #part}
   * @throws StorageException if the disk refuses to drop it
   */
  public Optional<Recovery> whole() throws StorageException {
    return drop(() -> new Scrub(vault).whole().unusable());
  }

  private Optional<Recovery> drop(Vault.Work<Set<Sha256>> reading) throws StorageException {
    Set<Sha256> unusable = Set.of();
    try {
      unusable = reading.run();
    } catch (StorageException e) {
      // No reason to go without the update, which may replace what cannot be read.
      LOG.log(Level.WARNING, "a part of the store cannot be read: {0}", e.getMessage());
    }
    if (unusable.isEmpty()) {
      return Optional.empty();
    }
    Set<Sha256> damaged = unusable;
    return vault.alone(() -> vault.drop(damaged)).filter(Recovery::isLoss);
  }

  private Optional<Sha256> stoodAt() {
    try {
      return Files.isRegularFile(place) && Files.size(place) == HEX_DIGITS
          ? Sha256.parse(Files.readString(place, StandardCharsets.US_ASCII))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  // It saves reading twice, and is worth no failure.
  private void keep(Optional<Sha256> where) {
    try {
      if (where.isPresent()) {
        DurableFiles.replaceUnlisted(place, where.get().hex().getBytes(StandardCharsets.US_ASCII));
      } else {
        Files.deleteIfExists(place);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "where the scrub stands cannot be kept: {0}", e.getMessage());
    }
  }
}
