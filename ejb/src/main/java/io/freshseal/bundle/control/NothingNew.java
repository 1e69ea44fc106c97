package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.replication.control.BytesAnswer;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ObjectAnswer;
import io.freshseal.replication.control.UpdateSource;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.util.Optional;

/** A source that has nothing beside what is at hand, so that this alone is looked at. */
final class NothingNew implements UpdateSource {

  private static final Sentence WHY = Sentence.of(BundleSentence.NOT_IN_IT);

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.NotModified();
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, WHY);
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, WHY);
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, WHY);
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) {
    return new ObjectAnswer.Failed(StatusCode.SOURCE_INCOMPLETE, WHY, 0);
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
