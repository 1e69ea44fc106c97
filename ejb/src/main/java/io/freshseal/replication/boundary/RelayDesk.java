package io.freshseal.replication.boundary;

import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.Snapshot;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The relay of this process. Where it has no such role, everything is empty or refused. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayDesk {

  private static final String INACTIVE = "This process is no relay.";

  /** Whether this process has the role. */
  public boolean active() {
    return false;
  }

  /** What is served; empty before the first run that brought a catalog. */
  public Optional<Snapshot> snapshot() {
    return Optional.empty();
  }

  /** The file of an object; read-only. */
  public Optional<Path> find(Sha256 digest) {
    return Optional.empty();
  }

  /** Starts a run, unless one is going on; answers the id of the one that is. */
  public String runNow() {
    throw new IllegalStateException(INACTIVE);
  }

  /** Finds a run, going on or over, among those whose records are kept. */
  public Optional<RunView> run(String id) {
    return Optional.empty();
  }

  /** The newest runs that are over, the newest first. */
  public List<RunView> recentRuns(int most) {
    return List.of();
  }

  /** The relay at this moment. */
  public RelayView state() {
    throw new IllegalStateException(INACTIVE);
  }

  /**
   * Drops everything held and served; rollback memory and trusted time stay. The caller is named in
   * the event.
   *
   * @return {@code OK}, {@code BUSY} while a run is going on, or what the disk says
   */
  public StatusCode clearCache() {
    return StatusCode.NOT_FOUND;
  }

  /** The anchors that everything here is judged with. */
  public byte[] anchorsPem() {
    throw new IllegalStateException(INACTIVE);
  }
}
