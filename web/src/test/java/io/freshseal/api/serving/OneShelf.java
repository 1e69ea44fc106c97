package io.freshseal.api.serving;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.console.components.Rows;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.ServedCatalog;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of objects and one catalog, with the switches of a role. */
public final class OneShelf implements Shelf {

  public boolean active = true;
  public int asked;
  private final Path folder;
  private final List<Runnable> listeners = new ArrayList<>();
  private Optional<Snapshot> snapshot = Optional.empty();

  public OneShelf(Path folder) {
    this.folder = folder;
  }

  /** Serves these bytes as the signed catalog from now on, and says so. */
  public Sha256 publish(byte[] envelope, long sequence) throws IOException {
    Sha256 digest = put(envelope);
    Catalog catalog =
        new Catalog(
            "test",
            1,
            sequence,
            Rows.SIGNED,
            Rows.SIGNED.plus(Duration.ofDays(30)),
            List.of(),
            List.of(),
            Optional.empty());
    byte[] payload = CatalogJson.write(catalog);
    ServedCatalog served =
        new ServedCatalog(
            new ObjectEntry(digest, envelope.length),
            new ObjectEntry(Sha256.of(payload), payload.length));
    snapshot =
        Optional.of(
            new Snapshot(StoreState.empty().serving(served, List.of(), Rows.SIGNED), catalog));
    listeners.forEach(Runnable::run);
    return digest;
  }

  /** Holds an object. */
  public Sha256 put(byte[] bytes) throws IOException {
    Sha256 digest = Sha256.of(bytes);
    Files.write(folder.resolve(digest.hex()), bytes);
    return digest;
  }

  /** Holds it no more. */
  public void drop(Sha256 digest) throws IOException {
    Files.delete(folder.resolve(digest.hex()));
  }

  @Override
  public boolean active() {
    asked++;
    return active;
  }

  @Override
  public Optional<Snapshot> snapshot() {
    return snapshot;
  }

  @Override
  public Judgements judgements() {
    return Judgements.NONE;
  }

  @Override
  public Optional<Path> find(Sha256 digest) {
    return Optional.of(folder.resolve(digest.hex())).filter(Files::isRegularFile);
  }

  @Override
  public Optional<byte[]> anchorLink(long number) {
    return Optional.empty();
  }

  @Override
  public void whenSwitched(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public byte[] anchorsPem() {
    return new byte[0];
  }
}
