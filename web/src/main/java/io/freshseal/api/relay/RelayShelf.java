package io.freshseal.api.relay;

import io.freshseal.api.serving.Shelf;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.replication.boundary.LazyDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.ContentAnswer;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What the relay of this process serves. */
@ApplicationScoped
public class RelayShelf implements Shelf {

  private final RelayDesk desk;
  private final LazyDesk lazy;
  private final InventoryDesk inventory;
  private final SettingsDesk settings;

  /** For the proxy of the container. */
  protected RelayShelf() {
    this(null, null, null, null);
  }

  @Inject
  public RelayShelf(RelayDesk desk, LazyDesk lazy, InventoryDesk inventory, SettingsDesk settings) {
    this.desk = desk;
    this.lazy = lazy;
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
    return lazy.find(digest);
  }

  @Override
  public Optional<Path> obtain(Sha256 digest) {
    Optional<Path> here = find(digest);
    if (here.isPresent()) {
      return here;
    }
    ContentAnswer answer = lazy.obtain(digest);
    if (answer instanceof ContentAnswer.Missing missing) {
      throw MissingContent.problem(missing).asException();
    }
    return answer instanceof ContentAnswer.Here came ? Optional.of(came.file()) : Optional.empty();
  }

  @Override
  public void note(Sha256 digest) {
    lazy.note(digest);
  }

  @Override
  public OptionalLong length(Sha256 digest) {
    OptionalLong here = desk.find(digest).map(Shelf::length).orElse(OptionalLong.empty());
    return here.isPresent()
        ? here
        : lazy.missing(digest)
            .map(entry -> OptionalLong.of(entry.size()))
            .orElse(OptionalLong.empty());
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
