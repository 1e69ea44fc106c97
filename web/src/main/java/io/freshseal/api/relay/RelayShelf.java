package io.freshseal.api.relay;

import io.freshseal.api.serving.Shelf;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** What the relay of this process serves. */
@ApplicationScoped
public class RelayShelf implements Shelf {

  private final RelayDesk desk;
  private final InventoryDesk inventory;
  private final SettingsDesk settings;

  /** For the proxy of the container. */
  protected RelayShelf() {
    this(null, null, null);
  }

  @Inject
  public RelayShelf(RelayDesk desk, InventoryDesk inventory, SettingsDesk settings) {
    this.desk = desk;
    this.inventory = inventory;
    this.settings = settings;
  }

  @Override
  public boolean active() {
    return desk.active() && settings.current().relay().serving();
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return desk.snapshot();
  }

  @Override
  public Judgements judgements() {
    return inventory.judgements(StoreName.RELAY);
  }

  @Override
  public Optional<Path> find(Sha256 digest) {
    return desk.find(digest);
  }

  @Override
  public Optional<byte[]> anchorLink(long number) {
    return desk.anchorLink(number);
  }

  @Override
  public void whenSwitched(Runnable listener) {
    desk.whenSwitched(listener);
  }

  @Override
  public byte[] anchorsPem() {
    return desk.anchorsPem();
  }
}
