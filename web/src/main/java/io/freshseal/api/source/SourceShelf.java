package io.freshseal.api.source;

import io.freshseal.api.serving.Shelf;
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

  /** For the proxy of the container. */
  protected SourceShelf() {
    this(null);
  }

  @Inject
  public SourceShelf(SourceDesk desk) {
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
  public byte[] anchorsPem() {
    return desk.anchorsPem();
  }
}
