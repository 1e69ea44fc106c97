package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Scrub;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Drops what was fetched and is not applied, what arrived in part, and what was damaged on the
 * disk; or only what is damaged and what would be refused today. The next update fetches it anew.
 * What is applied stays, and so does the memory against rollback.
 */
public final class CacheClearing {

  private static final String COMMAND = "clear-cache";

  private final Vault vault;
  private final AppliedFiles files;

  public CacheClearing(Vault vault, AppliedFiles files) {
    this.vault = vault;
    this.files = files;
  }

  /**
   * Clears everything that is not applied.
   *
   * @throws StorageException if the disk refuses
   */
  public AgentReport all(Instant now) throws StorageException {
    return alone(now, () -> clear(now));
  }

  /**
   * Clears what is damaged, and what would be refused today.
   *
   * @param trust what to judge by; empty where damage alone is looked for
   * @throws StorageException if the disk refuses
   */
  public AgentReport unusable(Instant now, Optional<TrustBasis> trust) throws StorageException {
    return alone(now, () -> clearUnusable(now, trust));
  }

  private AgentReport alone(Instant now, Vault.Work<AgentReport> work) throws StorageException {
    return vault
        .alone(work)
        .orElseGet(
            () ->
                AgentReport.failed(
                    COMMAND, now, StatusCode.BUSY, Sentence.of(AgentSentence.FOLDER_BUSY)));
  }

  private AgentReport clear(Instant now) throws StorageException {
    StoreState state = vault.state();
    List<CatalogEntry> sound = sound(state.held());
    if (sound.size() < state.held().size()) {
      vault.switchTo(state.holding(sound, now));
    }
    // An update that was killed may not have put it in place, and what it superseded goes now.
    files.follow(vault.state());
    vault.clearUnheld();
    return report(AgentResult.CLEARED, now);
  }

  private AgentReport clearUnusable(Instant now, Optional<TrustBasis> trust)
      throws StorageException {
    files.follow(vault.state());
    Set<Sha256> unusable = new HashSet<>(new Scrub(vault).whole().unusable());
    if (trust.isPresent()) {
      unusable.addAll(refused(trust.get(), now));
    }
    vault.drop(unusable);
    return report(AgentResult.UNUSABLE_CLEARED, now);
  }

  private List<Sha256> refused(TrustBasis trust, Instant now) throws StorageException {
    return new StoreCheck(vault, new SignatureJudge())
        .check(trust, now).stream()
            // A clock that is wrong here says nothing against what is held.
            .filter(refusal -> refusal.code() != StatusCode.CLOCK_UNTRUSTED)
            .map(refusal -> refusal.entry().signature().sha256())
            .toList();
  }

  private AgentReport report(AgentResult result, Instant now) {
    return AgentReport.local(
        COMMAND, result, now, vault.state().held().stream().map(ComponentReport::held).toList());
  }

  private List<CatalogEntry> sound(List<CatalogEntry> held) throws StorageException {
    List<CatalogEntry> sound = new ArrayList<>();
    for (CatalogEntry entry : held) {
      if (vault.objects().verify(entry.sha256())
          && vault.objects().verify(entry.signature().sha256())) {
        sound.add(entry);
      }
    }
    return sound;
  }
}
