package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything that a simulator published, in a folder; hands out one catalog after the other. */
final class FolderSource implements UpdateSource {

  private final Path folder;
  private long sequence;

  FolderSource(Path folder) {
    this.folder = folder;
  }

  /** Keeps what a simulator has published last. */
  static void save(Path folder, UpstreamSimulator upstream, long sequence, byte[] catalog)
      throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("catalog-" + sequence), catalog);
    save(folder, upstream, upstream.newestList().sha256());
    for (CatalogEntry entry : upstream.entries()) {
      save(folder, upstream, entry.sha256());
      save(folder, upstream, entry.signature().sha256());
    }
  }

  private static void save(Path folder, UpstreamSimulator upstream, Sha256 digest)
      throws IOException {
    Path file = folder.resolve(digest.hex());
    if (!Files.exists(file)) {
      Files.write(file, upstream.bytes(digest));
    }
  }

  /** Goes on to a catalog; false if there is none. */
  boolean offer(long number) {
    sequence = number;
    return Files.exists(folder.resolve("catalog-" + number));
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.Fetched(read("catalog-" + sequence), Optional.empty());
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return new BytesAnswer.Fetched(read(digest.hex()), OptionalLong.empty());
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Only by digest."));
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Only by digest."));
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    byte[] bytes = read(into.expected().hex());
    int from = (int) into.length();
    try {
      for (int at = from; at < bytes.length; at += 8192) {
        into.append(bytes, at, Math.min(8192, bytes.length - at));
      }
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ObjectAnswer.Delivered(bytes.length - from);
  }

  private byte[] read(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
