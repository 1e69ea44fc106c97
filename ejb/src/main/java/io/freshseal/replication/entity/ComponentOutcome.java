package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a run ended for one component.
 *
 * @param wanted what the catalog names
 * @param change what was done
 * @param code {@code OK}, or the first thing to report; an expired certificate goes first, also
 *     that of a signature file that was held before
 * @param evidence why
 * @param warning something that is in order but should not stay so: a stale signature file
 * @param held what can be held of the component after this run, if anything
 */
public record ComponentOutcome(
    CatalogEntry wanted,
    Change change,
    StatusCode code,
    Evidence evidence,
    Optional<Sentence> warning,
    Optional<CatalogEntry> held) {

  public ComponentOutcome {
    Objects.requireNonNull(wanted);
    Objects.requireNonNull(change);
    Objects.requireNonNull(code);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(warning);
    Objects.requireNonNull(held);
  }

  /** The component. */
  public ComponentId id() {
    return wanted.id();
  }

  /** The version that the catalog names. */
  public ComponentVersion version() {
    return wanted.version();
  }

  /** The same with something else said about its refusal; what is in order stays as it is. */
  ComponentOutcome refusing(UnaryOperator<RunRefusal> change) {
    if (isOk()) {
      return this;
    }
    RunRefusal other = change.apply(new RunRefusal(Optional.of(id()), code, evidence));
    return new ComponentOutcome(wanted, this.change, other.code(), other.evidence(), warning, held);
  }

  /** Tells whether nothing is to be reported as a refusal. */
  public boolean isOk() {
    return code == StatusCode.OK;
  }

  /** Tells whether the wanted content is held with some judged signature file. */
  public boolean isComplete() {
    return held.filter(entry -> PlannedStep.isSameContent(entry, wanted)).isPresent();
  }
}
