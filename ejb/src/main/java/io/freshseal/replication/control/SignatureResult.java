package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.SignatureFacts;
import java.time.Instant;
import java.util.Optional;

/** What became of a component's signature file in a run. */
sealed interface SignatureResult {

  PlannedStep step();

  StatusCode code();

  /**
   * A judged signature file of the wanted version is in the store.
   *
   * @param entry the wanted content with this signature file
   * @param warning why it should not stay the one
   */
  record Ready(
      PlannedStep step, CatalogEntry entry, SignatureFacts facts, Optional<Sentence> warning)
      implements SignatureResult {

    @Override
    public StatusCode code() {
      return StatusCode.OK;
    }

    Instant signedAt() {
      return facts.signingTime();
    }
  }

  /** None that passes could be had; whatever is held stays. */
  record Refused(PlannedStep step, StatusCode code, Evidence evidence) implements SignatureResult {}
}
