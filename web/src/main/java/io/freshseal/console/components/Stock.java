package io.freshseal.console.components;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.console.frame.Times;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What this process holds, at one moment of one request: the relay's store against its source, or
 * the source's own where there is no relay.
 */
@Named
@RequestScoped
public class Stock {

  private final RelayDesk relayDesk;
  private final SourceDesk sourceDesk;
  private final InventoryDesk inventory;
  private final Times times;
  private Optional<RelayView> relay;
  private Optional<Snapshot> held;
  private Optional<Snapshot> own;
  private List<ComponentRow> rows;

  /** For the container's proxy. */
  protected Stock() {
    this(null, null, null, null);
  }

  @Inject
  public Stock(RelayDesk relayDesk, SourceDesk sourceDesk, InventoryDesk inventory, Times times) {
    this.relayDesk = relayDesk;
    this.sourceDesk = sourceDesk;
    this.inventory = inventory;
    this.times = times;
  }

  /** The relay; empty where this process has no such role. */
  public Optional<RelayView> relay() {
    if (relay == null) {
      relay = relayDesk.active() ? Optional.of(relayDesk.state()) : Optional.empty();
    }
    return relay;
  }

  /** What the relay serves. */
  public Optional<Snapshot> held() {
    if (held == null) {
      held = relayDesk.snapshot();
    }
    return held;
  }

  /** What the source of this process offers. */
  public Optional<Snapshot> own() {
    if (own == null) {
      own = sourceDesk.snapshot();
    }
    return own;
  }

  /** Whether this process is a source. */
  public boolean isSource() {
    return sourceDesk.active();
  }

  /** Whether this process is a relay. */
  public boolean isRelay() {
    return relay().isPresent();
  }

  /** Every component that is held or offered, sorted by id. */
  public List<ComponentRow> rows() {
    if (rows == null) {
      Instant now = times.getNow();
      rows =
          isRelay()
              ? Comparison.of(entriesHeld(), entriesOffered(), now)
              : Comparison.alone(entries(own()), now);
    }
    return rows;
  }

  /** When the catalog that is served expires. */
  public Optional<Instant> catalogExpires() {
    return (isRelay() ? held() : own()).map(Snapshot::catalog).map(Catalog::expires);
  }

  private List<CatalogEntry> entriesHeld() {
    return held().map(Snapshot::held).orElse(List.of());
  }

  // The source's present catalog if it is this very process, else the newest that the relay took.
  private List<CatalogEntry> entriesOffered() {
    boolean here = isSource() && relay().map(RelayView::ownSource).orElse(false);
    return entries(here ? own() : held());
  }

  /** On what the signature file of a row was accepted here; null if it was not, or not yet. */
  public SignatureBasis basis(ComponentRow row) {
    StoreName store = isRelay() ? StoreName.RELAY : StoreName.SOURCE;
    return row == null ? null : inventory.judgements(store).of(row.entry()).orElse(null);
  }

  private static List<CatalogEntry> entries(Optional<Snapshot> snapshot) {
    return snapshot.map(Snapshot::catalog).map(Catalog::components).orElse(List.of());
  }
}
