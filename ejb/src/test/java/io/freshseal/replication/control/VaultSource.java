package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;

/** A relay as an update source, without HTTP between: hands on what its store holds. */
public final class VaultSource implements UpdateSource {

  private final Vault vault;
  private final String build;

  public VaultSource(Vault vault, String build) {
    this.vault = vault;
    this.build = build;
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    Optional<Snapshot> snapshot = vault.snapshot();
    if (snapshot.isEmpty()) {
      return new CatalogAnswer.Failed(
          StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("No catalog yet."));
    }
    return read(snapshot.get().catalogDigest())
        .<CatalogAnswer>map(bytes -> new CatalogAnswer.Fetched(bytes, Optional.empty()))
        .orElseThrow();
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return read(digest)
        .<BytesAnswer>map(bytes -> new BytesAnswer.Fetched(bytes, OptionalLong.empty()))
        .orElse(new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not held.")));
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    Optional<CatalogEntry> held = vault.snapshot().flatMap(s -> s.find(id, version));
    return held.flatMap(entry -> read(entry.signature().sha256()))
        .<BytesAnswer>map(
            bytes ->
                new BytesAnswer.Fetched(
                    bytes, OptionalLong.of(held.orElseThrow().signature().serial())))
        .orElse(new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not held.")));
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return vault
        .anchors()
        .link(number)
        .<BytesAnswer>map(link -> new BytesAnswer.Fetched(link.file(), OptionalLong.empty()))
        .orElse(new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not held.")));
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) throws StorageException {
    Optional<byte[]> bytes = read(into.expected());
    if (bytes.isEmpty()) {
      return new ObjectAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, Sentence.asIs("Not held."), 0);
    }
    int from = (int) into.length();
    int count = bytes.get().length - from;
    try {
      into.append(bytes.get(), from, count);
    } catch (StorageException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ObjectAnswer.Delivered(count);
  }

  private Optional<byte[]> read(Sha256 digest) {
    return vault.objects().find(digest).map(VaultSource::bytes);
  }

  private static byte[] bytes(java.nio.file.Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.of(build);
  }
}
