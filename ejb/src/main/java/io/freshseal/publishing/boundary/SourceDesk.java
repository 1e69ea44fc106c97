package io.freshseal.publishing.boundary;

import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.entity.Snapshot;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The source of this process. Where it has no such role, everything is empty or refused. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceDesk {

  private static final String INACTIVE = "This process is no source.";

  /** Whether this process has the role. */
  public boolean active() {
    return false;
  }

  /** What is offered; empty before the first publish. */
  public Optional<Snapshot> snapshot() {
    return Optional.empty();
  }

  /** The file of an object; read-only. */
  public Optional<Path> find(Sha256 digest) {
    return Optional.empty();
  }

  /**
   * Stages and signs a component version. The caller is named in the event.
   *
   * @param content read to its end, never buffered; not closed
   */
  public StageOutcome stage(StageRequest request, InputStream content) {
    return new StageOutcome.Refused(StatusCode.NOT_FOUND, INACTIVE);
  }

  /** What waits for the next publish. */
  public List<StagedComponent> staged() {
    return List.of();
  }

  /** Puts out a new catalog with everything that is staged. The caller is named in the event. */
  public PublishOutcome publish() {
    return new PublishOutcome.Refused(StatusCode.NOT_FOUND, INACTIVE);
  }

  /** Signs one component or all anew, contents untouched, and publishes. */
  public PublishOutcome renew(Optional<ComponentId> component) {
    return new PublishOutcome.Refused(StatusCode.NOT_FOUND, INACTIVE);
  }

  /** The anchors that what is published here can be judged with. */
  public byte[] anchorsPem() {
    throw new IllegalStateException(INACTIVE);
  }
}
