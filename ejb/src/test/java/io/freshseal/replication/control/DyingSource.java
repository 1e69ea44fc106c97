package io.freshseal.replication.control;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.util.Optional;

/** Gives a catalog and then nothing more. */
final class DyingSource implements UpdateSource {

  private final byte[] catalog;

  DyingSource(byte[] catalog) {
    this.catalog = catalog;
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.Fetched(catalog, Optional.empty());
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Gone."));
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Gone."));
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Gone."));
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) {
    return new ObjectAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, Sentence.asIs("Gone."), 0);
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
