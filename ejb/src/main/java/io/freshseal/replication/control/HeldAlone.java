package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.Optional;

/**
 * The source of a store that update bundles alone fill: it has nothing new, so that a run judges
 * what is held, and nothing beside what is at hand.
 */
public final class HeldAlone extends NoSource {

  private static final String ADDRESS = "bundle";

  /** Makes one. */
  public HeldAlone() {
    super(StatusCode.SOURCE_INCOMPLETE, Sentence.of(ReplicationSentence.BUNDLES_ALONE));
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return etag.isPresent() ? new CatalogAnswer.NotModified() : super.fetchCatalog(etag);
  }

  @Override
  public Optional<String> address() {
    return Optional.of(ADDRESS);
  }
}
