package io.freshseal.console.bundles;

import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** What of this server takes part in carrying components: its relay, or its source without one. */
@Named
@RequestScoped
public class CourierPlace {

  private final RelayDesk relay;
  private final SourceDesk source;

  /** For the container's proxy. */
  protected CourierPlace() {
    this(null, null);
  }

  @Inject
  public CourierPlace(RelayDesk relay, SourceDesk source) {
    this.relay = relay;
    this.source = source;
  }

  /** Whether anything does. */
  public boolean isActive() {
    return relay.active() || source.active();
  }

  /** Whether it is a relay. */
  public boolean isRelay() {
    return relay.active();
  }

  /** What is served and carried; empty before the first catalog. */
  public Optional<Snapshot> snapshot() {
    return isRelay() ? relay.snapshot() : source.snapshot();
  }

  /** The same for a page; null before the first. */
  public Snapshot getServed() {
    return snapshot().orElse(null);
  }

  /**
   * The trust anchors that everything here is judged with, PEM.
   *
   * @throws IllegalStateException if the operator's file cannot be used
   */
  byte[] anchorsPem() {
    return isRelay() ? relay.anchorsPem() : source.anchorsPem();
  }
}
