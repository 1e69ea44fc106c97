package io.freshseal.api.source;

import io.freshseal.api.serving.Shelf;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.publishing.boundary.AuthorityDesk;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;

/** What the source of this process offers. */
@ApplicationScoped
public class SourceShelf implements Shelf {

  private final SourceDesk desk;
  private final AuthorityDesk authorities;
  private final InventoryDesk inventory;

  /** For the proxy of the container. */
  protected SourceShelf() {
    this(null, null, null);
  }

  @Inject
  public SourceShelf(SourceDesk desk, AuthorityDesk authorities, InventoryDesk inventory) {
    this.desk = desk;
    this.inventory = inventory;
    this.authorities = authorities;
  }

  @Override
  public boolean active() {
    return desk.active();
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return desk.snapshot();
  }

  @Override
  public Judgements judgements() {
    return inventory.judgements(StoreName.SOURCE);
  }

  @Override
  public Optional<Path> find(Sha256 digest) {
    return desk.find(digest);
  }

  @Override
  public Optional<byte[]> anchorLink(long number) {
    return authorities.link(number);
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
