package io.freshseal.api.relay;

import io.freshseal.api.serving.Shelf;
import io.freshseal.replication.boundary.RelayDesk;
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

  /** For the proxy of the container. */
  protected RelayShelf() {
    this(null);
  }

  @Inject
  public RelayShelf(RelayDesk desk) {
    this.desk = desk;
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
  public Optional<Path> find(Sha256 digest) {
    return desk.find(digest);
  }

  @Override
  public Optional<byte[]> anchorLink(long number) {
    return desk.anchorLink(number);
  }

  @Override
  public byte[] anchorsPem() {
    return desk.anchorsPem();
  }
}
