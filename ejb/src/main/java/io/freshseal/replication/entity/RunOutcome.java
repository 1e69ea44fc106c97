package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.SignatureFacts;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How a run ended.
 *
 * @param switched whether what is held or served is another than before
 * @param catalog the catalog that was followed; empty if none could be
 * @param components one per component of that catalog, sorted by id
 * @param offer what came into the catalog and went from it, if it was switched to
 * @param refusals everything refused, the first to report first: an expired certificate before all
 *     else, whoever holds the file
 * @param accepted what the signature files say that passed and are held after this run
 * @param relayBuild the build that the source named, foreign text
 */
public record RunOutcome(
    RunResult result,
    boolean switched,
    Optional<Catalog> catalog,
    List<ComponentOutcome> components,
    OfferChange offer,
    List<RunRefusal> refusals,
    Map<ComponentId, SignatureFacts> accepted,
    Traffic traffic,
    Optional<String> relayBuild) {

  private static final Set<StatusCode> SILENT =
      EnumSet.of(
          StatusCode.SOURCE_UNREACHABLE,
          StatusCode.TOO_SLOW,
          StatusCode.SOURCE_INCOMPLETE,
          StatusCode.SOURCE_BAD_ANSWER);

  public RunOutcome {
    Objects.requireNonNull(result);
    Objects.requireNonNull(catalog);
    Objects.requireNonNull(offer);
    Objects.requireNonNull(traffic);
    Objects.requireNonNull(relayBuild);
    components = List.copyOf(components);
    refusals = List.copyOf(refusals);
    accepted = Map.copyOf(accepted);
  }

  /** A run that ended before it had a catalog to follow. */
  public static RunOutcome failed(RunRefusal why, Traffic traffic, Optional<String> relayBuild) {
    return new RunOutcome(
        RunResult.FAILED,
        false,
        Optional.empty(),
        List.of(),
        OfferChange.NONE,
        List.of(why),
        Map.of(),
        traffic,
        relayBuild);
  }

  /** The same outcome with something else said about each refusal; none is taken back. */
  public RunOutcome refusing(UnaryOperator<RunRefusal> change) {
    return new RunOutcome(
        result,
        switched,
        catalog,
        components.stream().map(component -> component.refusing(change)).toList(),
        offer,
        refusals.stream().map(change).toList(),
        accepted,
        traffic,
        relayBuild);
  }

  /** What to report first. */
  public Optional<RunRefusal> firstRefusal() {
    return refusals.stream().findFirst();
  }

  /** The code to report: {@code OK} if nothing was refused. */
  public StatusCode code() {
    return firstRefusal().map(RunRefusal::code).orElse(StatusCode.OK);
  }

  /** Whether a source answered with something to follow or to refuse. */
  public boolean reached() {
    return catalog.isPresent() || !SILENT.contains(code());
  }
}
