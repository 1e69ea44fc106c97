package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Hop;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.SignatureFiles;
import io.freshseal.vault.control.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the signature files that a store holds as they are now: what was good when it arrived may
 * have run out since. Reads only; any number of threads.
 */
public final class StoreCheck {

  private final Vault vault;
  private final SignatureFiles files;

  /** Makes a check of a store. */
  public StoreCheck(Vault vault, SignatureJudge judge) {
    this.vault = vault;
    this.files = new SignatureFiles(vault.objects(), judge);
  }

  /**
   * Judges all that is held, at the later of the clock and trusted time.
   *
   * @return what does not pass, sorted by component
   * @throws StorageException if the disk refuses
   */
  public List<StoreRefusal> check(TrustBasis trust, Instant clock) throws StorageException {
    Instant now = vault.state().trustedTime().filter(clock::isBefore).orElse(clock);
    JudgeContext context = context(trust, now);
    List<StoreRefusal> refusals = new ArrayList<>();
    for (CatalogEntry entry : vault.state().held()) {
      judge(entry, context)
          .<Optional<StoreRefusal>>fold(
              accepted -> Optional.empty(),
              rejected ->
                  Optional.of(new StoreRefusal(entry, rejected.reason(), rejected.evidence())))
          .ifPresent(refusals::add);
    }
    return List.copyOf(refusals);
  }

  /**
   * What to judge by that is held: with the lists at hand.
   *
   * @throws StorageException if the disk refuses
   */
  public JudgeContext context(TrustBasis trust, Instant now) throws StorageException {
    TrustBasis basis = vault.anchors().following(trust);
    return new JudgeContext(basis, RevocationFetch.atHand(vault), now);
  }

  /**
   * Judges one held signature file, as {@link SignatureFiles}. One that is missing or damaged is
   * {@code STORAGE_FAULT}.
   *
   * @throws StorageException if the disk refuses
   */
  public Verdict<SignatureFacts> judge(CatalogEntry entry, JudgeContext context)
      throws StorageException {
    return files
        .judge(entry, context)
        .map(v -> v.because(e -> e.from(Hop.store(vault.directory().toString()))))
        .orElseGet(
            () ->
                Verdict.reject(
                    StatusCode.STORAGE_FAULT,
                    Evidence.of(ReplicationSentence.SIGNATURE_FILE_DAMAGED, entry.id())));
  }
}
