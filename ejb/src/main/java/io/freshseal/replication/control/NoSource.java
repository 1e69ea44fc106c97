package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.PartialObject;
import java.util.Optional;

/** A source that has nothing, for a reason. */
public class NoSource implements UpdateSource {

  private final StatusCode code;
  private final Sentence why;

  /** The source of a relay that nobody has told yet where to take components from. */
  public NoSource() {
    this(StatusCode.SOURCE_UNREACHABLE, Sentence.of(ReplicationSentence.NO_SOURCE_NAMED));
  }

  /** A source that answers everything with this. */
  protected NoSource(StatusCode code, Sentence why) {
    this.code = code;
    this.why = why;
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.Failed(code, why);
  }

  @Override
  public BytesAnswer fetchBytes(Sha256 digest, long size) {
    return new BytesAnswer.Failed(code, why);
  }

  @Override
  public BytesAnswer fetchAnchors(long number, long maxBytes) {
    return new BytesAnswer.Failed(code, why);
  }

  @Override
  public BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes) {
    return new BytesAnswer.Failed(code, why);
  }

  @Override
  public ObjectAnswer fetchObject(PartialObject into) {
    return new ObjectAnswer.Failed(code, why, 0);
  }

  @Override
  public Optional<String> relayBuild() {
    return Optional.empty();
  }
}
