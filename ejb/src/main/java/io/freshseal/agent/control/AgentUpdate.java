package io.freshseal.agent.control;

import io.freshseal.agent.entity.AdoptedAnchors;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.Change;
import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.vault.control.Vault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings this computer up to its relay: the same run as a relay's, with the rule that each
 * component is on its own, and then the files for consumers. What an interrupted update left behind
 * is put in place first, whether or not the relay answers.
 */
public final class AgentUpdate {

  private final Vault vault;
  private final AppliedFiles files;
  private final Replicator replicator;

  public AgentUpdate(Vault vault, AppliedFiles files, Replicator replicator) {
    this.vault = vault;
    this.files = files;
    this.replicator = replicator;
  }

  /**
   * Updates.
   *
   * @throws StorageException if the disk refuses outside of the run itself
   */
  public AgentReport run(UpdateOrder order) throws StorageException {
    AnchorPoint before = standing(order);
    List<AppliedChange> applied = new ArrayList<>(files.follow(vault.state()));
    RunOutcome outcome =
        replicator.run(
            new RunRequest(
                order.source(), order.trust(), order.now(), RunPolicy.agent(), order.listener()));
    applied.addAll(files.follow(vault.state()));
    if (outcome.switched()) {
      dropWhatNobodyNeeds(order.now());
    }
    RelayFacts relay = RelayReading.facts(order.source().chosen());
    return new AgentReport(
        "update",
        result(outcome, !applied.isEmpty()),
        order.now(),
        outcome.refusals(),
        Optional.of(relay),
        RelayReading.text(relay, outcome.refusals()),
        outcome.catalog(),
        components(outcome),
        applied,
        outcome.traffic(),
        outcome.offer(),
        AdoptedAnchors.between(before, standing(order)));
  }

  private AnchorPoint standing(UpdateOrder order) {
    return vault.anchors().standing(order.trust().anchors());
  }

  // The version before stays in previous/; nobody reads the store of an agent, so nothing has to
  // be kept there for readers.
  private void dropWhatNobodyNeeds(Instant now) throws StorageException {
    vault.alone(() -> vault.collectGarbage(now, Duration.ZERO, Set.of()));
  }

  private static AgentResult result(RunOutcome outcome, boolean applied) {
    boolean renewed = outcome.components().stream().anyMatch(AgentUpdate::isNews);
    if (outcome.result() == RunResult.COMPLETED) {
      return applied || renewed ? AgentResult.UPDATED : AgentResult.CURRENT;
    }
    if (renewed) {
      return AgentResult.PARTIAL;
    }
    // A run without a catalog to follow ends for a reason of its own. That decides, even if an
    // expired certificate among what is held is the first thing to report.
    return outcome.refusals().stream()
        .filter(refusal -> outcome.catalog().isPresent() || refusal.component().isEmpty())
        .findFirst()
        .map(RunRefusal::code)
        .map(AgentResult::ofRefusal)
        .orElse(AgentResult.REFUSED);
  }

  private static boolean isNews(ComponentOutcome outcome) {
    return outcome.change() == Change.CONTENT_UPDATED
        || outcome.change() == Change.SIGNATURE_RENEWED;
  }

  private List<ComponentReport> components(RunOutcome outcome) {
    if (outcome.catalog().isPresent()) {
      return outcome.components().stream()
          .map(AgentUpdate::report)
          .map(report -> judged(report, outcome))
          .toList();
    }
    return vault.state().held().stream()
        .map(entry -> report(entry, outcome.refusals()))
        .map(report -> judged(report, outcome))
        .toList();
  }

  private static ComponentReport report(ComponentOutcome outcome) {
    return new ComponentReport(
        outcome.id(),
        outcome.held(),
        Optional.of(outcome.wanted()),
        Optional.of(outcome.change()),
        outcome.code(),
        outcome.evidence(),
        outcome.warning(),
        Optional.empty());
  }

  private static ComponentReport judged(ComponentReport report, RunOutcome outcome) {
    return report.judged(Optional.ofNullable(outcome.accepted().get(report.id())));
  }

  private static ComponentReport report(CatalogEntry held, List<RunRefusal> refusals) {
    ComponentReport plain = ComponentReport.held(held);
    return refusals.stream()
        .filter(refusal -> refusal.component().filter(held.id()::equals).isPresent())
        .findFirst()
        .map(refusal -> plain.refused(refusal.code(), refusal.evidence()))
        .orElse(plain);
  }
}
