package io.freshseal.agent.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import java.util.Objects;
import java.util.Optional;

/**
 * One component as a command left or found it.
 *
 * @param held what is applied here, with the signature file held here
 * @param offered what the relay's catalog names, if a catalog was followed
 * @param change what an update did; empty for the other commands
 * @param code {@code OK}, or why something was refused
 * @param warning something in order that should not stay so
 */
public record ComponentReport(
    ComponentId id,
    Optional<CatalogEntry> held,
    Optional<CatalogEntry> offered,
    Optional<Change> change,
    StatusCode code,
    Evidence evidence,
    Optional<Sentence> warning) {

  private static final Evidence NOTHING = Evidence.of(AgentSentence.NOTHING_REFUSED);

  public ComponentReport {
    Objects.requireNonNull(id);
    Objects.requireNonNull(held);
    Objects.requireNonNull(offered);
    Objects.requireNonNull(change);
    Objects.requireNonNull(code);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(warning);
  }

  /** A component that is held and that nothing is said against. */
  public static ComponentReport held(CatalogEntry entry) {
    return new ComponentReport(
        entry.id(),
        Optional.of(entry),
        Optional.empty(),
        Optional.empty(),
        StatusCode.OK,
        NOTHING,
        Optional.empty());
  }

  /** The same with a refusal. */
  public ComponentReport refused(StatusCode reason, Evidence why) {
    return new ComponentReport(id, held, offered, change, reason, why, warning);
  }

  /** The same with something that should not stay so. */
  public ComponentReport warned(Sentence what) {
    return new ComponentReport(id, held, offered, change, code, evidence, Optional.of(what));
  }

  /** The same with what a catalog names. */
  public ComponentReport offering(CatalogEntry entry) {
    return new ComponentReport(id, held, Optional.of(entry), change, code, evidence, warning);
  }
}
