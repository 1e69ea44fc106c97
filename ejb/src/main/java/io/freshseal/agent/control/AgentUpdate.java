package io.freshseal.agent.control;

import io.freshseal.agent.entity.AdoptedAnchors;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.replication.control.Replicator;
import io.freshseal.replication.control.RunRequest;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunPolicy;
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
    OutcomeReading reading = new OutcomeReading(outcome);
    RelayFacts relay = RelayReading.facts(order.source().chosen());
    return new AgentReport(
        "update",
        reading.result(!applied.isEmpty()),
        order.now(),
        outcome.refusals(),
        Optional.of(relay),
        RelayReading.text(relay, outcome.refusals()),
        outcome.catalog(),
        reading.components(vault.state().held()),
        applied,
        outcome.traffic(),
        outcome.offer(),
        AdoptedAnchors.between(before, standing(order)),
        Optional.empty(),
        Optional.empty());
  }

  private AnchorPoint standing(UpdateOrder order) {
    return vault.anchors().standing(order.trust().anchors());
  }

  // The version before stays in previous/; nobody reads the store of an agent, so nothing has to
  // be kept there for readers.
  private void dropWhatNobodyNeeds(Instant now) throws StorageException {
    vault.alone(() -> vault.collectGarbage(now, Duration.ZERO, Set.of()));
  }
}
