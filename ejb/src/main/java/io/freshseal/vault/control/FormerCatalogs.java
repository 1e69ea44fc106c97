package io.freshseal.vault.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.ObjectEntry;
import io.freshseal.shared.control.BoundedInputStream;
import io.freshseal.shared.control.TooLargeException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads catalogs that were served until lately, for those who took one of them just before. Keeps
 * the latest in memory as long as there is room. Thread-safe.
 */
public final class FormerCatalogs {

  private SoftReference<Parsed> latest = new SoftReference<>(null);

  private record Parsed(Sha256 envelope, Catalog catalog) {}

  /**
   * The catalog with this digest of its signed form.
   *
   * @param files finds objects
   * @return empty if it is not among the last ones, or has been deleted or damaged
   */
  public Optional<Catalog> find(
      Snapshot now, Sha256 envelope, Function<Sha256, Optional<Path>> files) {
    return now.catalogDigest().equals(envelope)
        ? Optional.of(now.catalog())
        : now.recent(envelope).flatMap(known -> read(envelope, known.payload(), files));
  }

  // One at a time: many are caught in the same switch.
  private synchronized Optional<Catalog> read(
      Sha256 envelope, ObjectEntry payload, Function<Sha256, Optional<Path>> files) {
    Parsed parsed = latest.get();
    if (parsed != null && parsed.envelope().equals(envelope)) {
      return Optional.of(parsed.catalog());
    }
    Optional<Catalog> read = files.apply(payload.sha256()).flatMap(file -> parse(file, payload));
    read.ifPresent(catalog -> latest = new SoftReference<>(new Parsed(envelope, catalog)));
    return read;
  }

  // What is on the disk may have been damaged; only what was judged is read as one's own.
  private static Optional<Catalog> parse(Path json, ObjectEntry payload) {
    try (InputStream in = Files.newInputStream(json)) {
      byte[] bytes = BoundedInputStream.readAll(in, payload.size());
      return Sha256.of(bytes).equals(payload.sha256())
              && CatalogJson.parseOwn(bytes) instanceof CatalogReading.Read read
          ? Optional.of(read.catalog())
          : Optional.empty();
    } catch (NoSuchFileException | TooLargeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
