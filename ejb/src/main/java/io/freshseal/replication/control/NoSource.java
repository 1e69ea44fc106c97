package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.util.Optional;

/** The source of a relay that nobody has told yet where to take components from. */
public final class NoSource implements UpdateSource {

  private static final Sentence WHY = Sentence.of(ReplicationSentence.NO_SOURCE_NAMED);

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, WHY);
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, WHY);
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, WHY);
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return new BytesAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, WHY);
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) {
    return new ObjectAnswer.Failed(StatusCode.SOURCE_UNREACHABLE, WHY, 0);
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
