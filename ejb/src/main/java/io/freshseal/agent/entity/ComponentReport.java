package io.freshseal.agent.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Change;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import java.util.ArrayList;
import java.util.List;
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
 * @param facts what the signature file says that is held here; empty if it was not judged, or
 *     refused
 */
public record ComponentReport(
    ComponentId id,
    Optional<CatalogEntry> held,
    Optional<CatalogEntry> offered,
    Optional<Change> change,
    StatusCode code,
    Evidence evidence,
    Optional<Sentence> warning,
    Optional<SignatureFacts> facts) {

  private static final Evidence NOTHING = Evidence.of(AgentSentence.NOTHING_REFUSED);

  public ComponentReport {
    Objects.requireNonNull(id);
    Objects.requireNonNull(held);
    Objects.requireNonNull(offered);
    Objects.requireNonNull(change);
    Objects.requireNonNull(code);
    Objects.requireNonNull(evidence);
    Objects.requireNonNull(warning);
    Objects.requireNonNull(facts);
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
        Optional.empty(),
        Optional.empty());
  }

  /** The same with a refusal. */
  public ComponentReport refused(StatusCode reason, Evidence why) {
    return new ComponentReport(id, held, offered, change, reason, why, warning, facts);
  }

  /** The same with what its signature file says. */
  public ComponentReport judged(Optional<SignatureFacts> says) {
    return new ComponentReport(id, held, offered, change, code, evidence, warning, says);
  }

  /** The same with what a catalog names. */
  public ComponentReport offering(CatalogEntry entry) {
    return new ComponentReport(
        id, held, Optional.of(entry), change, code, evidence, warning, facts);
  }

  /** On what the held signature file was accepted; empty if it was not judged, or refused. */
  public Optional<SignatureBasis> basis() {
    return facts.map(SignatureFacts::basis);
  }

  /** Everything in order that should not stay so: what stands by a policy alone will not last. */
  public List<Sentence> warnings() {
    List<Sentence> all = new ArrayList<>();
    warning.ifPresent(all::add);
    facts.flatMap(this::ofBasis).ifPresent(all::add);
    return List.copyOf(all);
  }

  private Optional<Sentence> ofBasis(SignatureFacts says) {
    String name = id + held.map(entry -> " " + entry.version()).orElse("");
    SignatureBasis basis = says.basis();
    if (basis.dates() == TimestampRule.TIMESTAMPED) {
      return basis
          .timestamp()
          .map(t -> Sentence.of(AgentSentence.HELD_BY_TIMESTAMP, name, t, says.expires()));
    }
    return basis.postQuantum() == SignatureBasis.PostQuantum.ALONE
        ? Optional.of(Sentence.of(AgentSentence.HELD_BY_POST_QUANTUM, name))
        : Optional.empty();
  }
}
