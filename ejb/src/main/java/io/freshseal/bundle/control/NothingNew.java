package io.freshseal.bundle.control;

import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.NoSource;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import java.util.Optional;

/** A source that has nothing beside what is at hand, so that this alone is looked at. */
final class NothingNew extends NoSource {

  NothingNew() {
    super(StatusCode.SOURCE_INCOMPLETE, Sentence.of(BundleSentence.NOT_IN_IT));
  }

  @Override
  public CatalogAnswer fetchCatalog(Optional<String> etag) {
    return new CatalogAnswer.NotModified();
  }
}
