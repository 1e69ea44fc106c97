package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops what was fetched and is not applied, what arrived in part, and what was damaged on the
 * disk, so that the next update fetches it anew. What is applied stays, and so does the memory
 * against rollback.
 */
public final class CacheClearing {

  private static final String COMMAND = "clear-cache";

  private final Vault vault;
  private final AppliedFiles files;

  public CacheClearing(Vault vault, AppliedFiles files) {
    this.vault = vault;
    this.files = files;
  }

  /** Clears. */
  public AgentReport run(Instant now) throws StorageException {
    return vault
        .alone(() -> clear(now))
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
    return AgentReport.local(
        COMMAND,
        AgentResult.CLEARED,
        now,
        vault.state().held().stream().map(ComponentReport::held).toList());
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
