package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.Hop;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.FileStamp;
import io.freshseal.vault.control.KeptVerdicts;
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
  private final SignatureJudge judge;

  /** Makes a check of a store. */
  public StoreCheck(Vault vault, SignatureJudge judge) {
    this.vault = vault;
    this.judge = judge;
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
   * Judges one held signature file; one that was accepted before and is the same file yet is not
   * read again while it stands (docs/adr/0032). A file that is missing or damaged is {@code
   * STORAGE_FAULT}.
   *
   * @throws StorageException if the disk refuses
   */
  public Verdict<SignatureFacts> judge(CatalogEntry entry, JudgeContext context)
      throws StorageException {
    Sha256 digest = entry.signature().sha256();
    Optional<FileStamp> stamp =
        vault.objects().stamp(digest).filter(s -> s.size() <= entry.signature().size());
    if (stamp.isEmpty()) {
      return damaged(entry);
    }
    ExpectedSignature expected = new ExpectedSignature(entry.id(), entry.version(), entry.sha256());
    KeptVerdicts.Under kept = vault.objects().verdicts().under(context);
    Optional<SignatureFacts> standing = kept.find(digest, stamp.get(), expected);
    if (standing.isPresent()) {
      return Verdict.accept(standing.get());
    }
    Optional<byte[]> file = vault.objects().read(digest, entry.signature().size());
    if (file.isEmpty()) {
      return damaged(entry);
    }
    return judge
        .examine(file.get(), expected, context)
        .map(
            examined -> {
              examined.standing().ifPresent(s -> kept.keep(digest, stamp.get(), expected, s));
              return examined.facts();
            })
        .because(evidence -> evidence.from(Hop.store(vault.directory().toString())));
  }

  private static Verdict<SignatureFacts> damaged(CatalogEntry entry) {
    return Verdict.reject(
        StatusCode.STORAGE_FAULT,
        Evidence.of(ReplicationSentence.SIGNATURE_FILE_DAMAGED, entry.id()));
  }
}
