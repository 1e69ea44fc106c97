package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Judges everything applied once more, without a network: signature and certificate dates as they
 * are now, and every byte of the files that consumers read. Changes nothing.
 */
public final class AgentVerify {

  private static final String COMMAND = "verify";

  private final Vault vault;
  private final AppliedFiles files;
  private final StoreCheck check;

  public AgentVerify(Vault vault, AppliedFiles files, StoreCheck check) {
    this.vault = vault;
    this.files = files;
    this.check = check;
  }

  /**
   * Verifies.
   *
   * @param clock the local clock; one that stands behind trusted time is refused
   */
  public AgentReport run(TrustBasis trust, Instant clock) throws StorageException {
    Verdict<Instant> time = TrustedTime.judgeTime(clock, vault.state().trustedTime());
    if (time instanceof Verdict.Rejected<Instant> refused) {
      return AgentReport.failed(COMMAND, clock, refused.reason(), refused.evidence().sentence());
    }
    JudgeContext context = check.context(trust, time.toOptional().orElseThrow());
    List<ComponentReport> components = new ArrayList<>();
    for (CatalogEntry entry : vault.state().held()) {
      components.add(verify(entry, context));
    }
    for (ComponentId id : files.present()) {
      if (vault.state().find(id).isEmpty()) {
        components.add(unknown(id));
      }
    }
    components.sort(Comparator.comparing(ComponentReport::id));
    return AgentReport.local(COMMAND, result(components), clock, components);
  }

  private static AgentResult result(List<ComponentReport> components) {
    return components.stream()
        .map(ComponentReport::code)
        .filter(code -> code != StatusCode.OK)
        .map(AgentResult::ofRefusal)
        .min(Comparator.comparing(AgentResult::exit))
        .orElse(AgentResult.VERIFIED);
  }

  private ComponentReport verify(CatalogEntry entry, JudgeContext context) throws StorageException {
    ComponentReport report = ComponentReport.held(entry);
    Verdict<SignatureFacts> verdict = check.judge(entry, context);
    if (verdict instanceof Verdict.Rejected<SignatureFacts> refused) {
      return report.refused(refused.reason(), refused.evidence());
    }
    Path file = files.current(entry.id());
    if (!Files.isRegularFile(file)) {
      return report.refused(StatusCode.NOT_FOUND, Evidence.of(AgentSentence.FILE_MISSING, file));
    }
    return FileDigest.of(file).equals(entry.sha256())
        ? report.judged(verdict.toOptional())
        : report.refused(StatusCode.DIGEST_MISMATCH, Evidence.of(AgentSentence.FILE_CHANGED, file));
  }

  private ComponentReport unknown(ComponentId id) {
    return new ComponentReport(
        id,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        StatusCode.NOT_FOUND,
        Evidence.of(AgentSentence.FILE_UNKNOWN, files.current(id)),
        Optional.empty(),
        Optional.empty());
  }
}
