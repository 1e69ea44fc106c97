package io.freshseal.vault.boundary;

import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.control.HeldByReaders;
import io.freshseal.vault.entity.LastVersions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** The former versions that readers of this process still hold, by what they say. */
@ApplicationScoped
public class ReadersVersions {

  private static final Logger LOG = System.getLogger(ReadersVersions.class.getName());

  /** For so long a version counts as held after somebody has said so. */
  static final Duration COUNTS = Duration.ofDays(7);

  private final Clock clock;
  private final HeldByReaders held;

  /** For the proxy of the container. */
  protected ReadersVersions() {
    clock = null;
    held = null;
  }

  @Inject
  public ReadersVersions(Clock clock) {
    this.clock = clock;
    this.held = new HeldByReaders(DataFolder.ofProcess().readersVersions());
  }

  /**
   * Hears of one.
   *
   * @param version the digest of content that is known here
   * @return whether it was not among them until now
   */
  public boolean hear(Sha256 version) {
    return held.see(version, clock.instant());
  }

  /** All of them. */
  public Set<Sha256> all() {
    return held.since(clock.instant().minus(COUNTS));
  }

  /** Which superseded versions a store keeps for deltas; remembers over a restart what it says. */
  public LastVersions kept() {
    Set<Sha256> all = all();
    try {
      held.save();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "a restart will forget what readers hold: {0}", e.getMessage());
    }
    return LastVersions.FOR_DELTAS.and(all);
  }
}
