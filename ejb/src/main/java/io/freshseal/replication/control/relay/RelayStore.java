package io.freshseal.replication.control.relay;

import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.LastVersions;
import io.freshseal.vault.entity.StorePlaces;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The relay's store in its place on the disk, from the start of a process to its end. */
public final class RelayStore {

  private static final System.Logger LOG = System.getLogger(RelayStore.class.getName());
  private static final Duration KEEP_SUPERSEDED = Duration.ofDays(1);

  private final Vault vault;
  private final Clock clock;

  private RelayStore(Vault vault, Clock clock) {
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Opens it, and puts right what an end without warning has left.
   *
   * @throws StorageException if the disk refuses, or another process has it
   */
  public static RelayStore open(DataFolder data, Clock clock) throws StorageException {
    StorePlaces places = new StorePlaces(data.relay(), data.memoryOf(data.relay()));
    return new RelayStore(Vault.open(places, clock), clock);
  }

  /** What is in it. */
  public Vault vault() {
    return vault;
  }

  /**
   * Deletes what nobody needs any more. A disk that refuses is told in the log.
   *
   * @param last versions that readers still hold
   * @return false if it was not the time for it, because a run is at work
   */
  public boolean tidy(LastVersions last) {
    Instant now = clock.instant();
    try {
      return vault
          .alone(() -> vault.collectGarbage(now, KEEP_SUPERSEDED, Set.of(), last))
          .isPresent();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the relay''s store cannot be tidied: {0}", e.getMessage());
      return true;
    }
  }

  /** Leaves it to the next process. */
  public void close() {
    try {
      vault.close();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the relay''s store cannot be closed: {0}", e.getMessage());
    }
  }
}
