package io.freshseal.agent.control;

import io.freshseal.agent.entity.AdoptedAnchors;
import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AppliedChange;
import io.freshseal.bundle.control.BundleImport;
import io.freshseal.bundle.entity.BundleOutcome;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Brings this computer up to an update bundle, without any relay. */
public final class AgentImport {

  private static final String COMMAND = "bundle apply";

  private final Vault vault;
  private final AppliedFiles files;
  private final Executor executor;

  /**
   * Makes an import.
   *
   * @param executor lends threads; the calling thread works along
   */
  public AgentImport(Vault vault, AppliedFiles files, Executor executor) {
    this.vault = vault;
    this.files = files;
    this.executor = executor;
  }

  /**
   * Takes a bundle in and applies it. A bundle that is refused leaves everything as it was.
   *
   * @throws StorageException if the disk refuses outside of the run itself
   * @throws IOException if the bundle cannot be read
   */
  public AgentReport run(Path bundle, BundleImport.Order order) throws IOException {
    AnchorPoint before = standing(order.trust());
    List<AppliedChange> applied = new ArrayList<>(files.follow(vault.state()));
    BundleOutcome taken = new BundleImport(vault, executor).take(bundle, order);
    if (taken.run().isEmpty()) {
      return refused(taken.report(), order.clock());
    }
    RunOutcome outcome = taken.run().get();
    applied.addAll(files.follow(vault.state()));
    if (outcome.switched()) {
      vault.alone(() -> vault.collectGarbage(order.clock(), Duration.ZERO, Set.of()));
    }
    OutcomeReading reading = new OutcomeReading(outcome);
    return new AgentReport(
        COMMAND,
        reading.result(!applied.isEmpty()),
        order.clock(),
        outcome.refusals(),
        Optional.empty(),
        Optional.empty(),
        outcome.catalog(),
        reading.components(vault.state().held()),
        applied,
        outcome.traffic(),
        outcome.offer(),
        AdoptedAnchors.between(before, standing(order.trust())),
        taken.excused(),
        Optional.empty());
  }

  private static AgentReport refused(BundleReport report, Instant now) {
    return AgentReport.failed(
        COMMAND, now, report.code(), report.evidence().orElseThrow().sentence());
  }

  private AnchorPoint standing(TrustBasis trust) {
    return vault.anchors().standing(trust.anchors());
  }
}
