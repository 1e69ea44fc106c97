package io.freshseal.replication.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that a run or a check of the store refused.
 *
 * @param component empty if it is about the catalog, the source or the disk
 */
public record RunRefusal(Optional<ComponentId> component, StatusCode code, Evidence evidence) {

  public RunRefusal {
    Objects.requireNonNull(component);
    Objects.requireNonNull(code);
    Objects.requireNonNull(evidence);
  }

  /** A refusal that concerns the whole run. */
  public static RunRefusal ofRun(StatusCode code, Evidence evidence) {
    return new RunRefusal(Optional.empty(), code, evidence);
  }
}
