package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Hop;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Gets the content of one component version whose signature file is held, in the same steps as a
 * run: the signature file is judged as of now before the first byte is asked for, the digest while
 * the bytes arrive. What is refused leaves nothing. For any number of threads.
 */
public final class ContentOnRequest {

  private static final int ALONE = 1;

  private final Vault vault;
  private final StoreCheck check;

  /** Gets contents for a store. */
  public ContentOnRequest(Vault vault) {
    this.vault = vault;
    this.check = new StoreCheck(vault, new SignatureJudge());
  }

  /**
   * Gets one.
   *
   * @param entry as it is held, or superseded and still kept
   * @param base what it may come as a difference to; stays here until this ends
   * @param clock the local clock
   * @return why it could not be had; empty if it is in the store now
   */
  public Optional<RunRefusal> fetch(
      CatalogEntry entry,
      Optional<HeldContent> base,
      UpdateSource source,
      TrustBasis trust,
      Instant clock,
      RunListener listener) {
    try {
      return judged(entry, trust, clock)
          .fold(
              accepted -> fetchJudged(ContentNeed.of(entry, base), entry, source, clock, listener),
              refused ->
                  Optional.of(
                      new RunRefusal(
                          Optional.of(entry.id()), refused.reason(), refused.evidence())));
    } catch (StorageException e) {
      return Optional.of(RunRefusal.ofRun(e.code(), Evidence.of(e.sentence())));
    }
  }

  private Verdict<SignatureFacts> judged(CatalogEntry entry, TrustBasis trust, Instant clock)
      throws StorageException {
    Verdict<Instant> time = TrustedTime.judgeTime(clock, vault.state().trustedTime());
    if (time instanceof Verdict.Rejected<Instant> refused) {
      return Verdict.reject(refused.reason(), refused.evidence());
    }
    JudgeContext context = check.context(trust, time.toOptional().orElseThrow());
    return check.judge(entry, context);
  }

  private Optional<RunRefusal> fetchJudged(
      ContentNeed need,
      CatalogEntry entry,
      UpdateSource source,
      Instant clock,
      RunListener listener) {
    try {
      ContentPhase phase =
          new ContentPhase(
              vault.objects(),
              new Workers(Runnable::run, ALONE),
              new MeteredSource(source),
              listener);
      RunRefusal refusal = phase.fetch(List.of(need), clock).get(entry.sha256());
      return Optional.ofNullable(refusal)
          .map(why -> source.address().map(Hop::upstream).map(at -> at(why, at)).orElse(why))
          .map(why -> new RunRefusal(Optional.of(entry.id()), why.code(), why.evidence()));
    } catch (StorageException e) {
      return Optional.of(RunRefusal.ofRun(e.code(), Evidence.of(e.sentence())));
    }
  }

  private static RunRefusal at(RunRefusal refusal, Hop upstream) {
    return HopReview.locate(refusal, upstream);
  }

  /** The newest other version that is here. */
  public Optional<HeldContent> base(CatalogEntry entry) {
    Optional<Snapshot> snapshot = vault.snapshot();
    return snapshot.stream()
        .flatMap(now -> now.versions(entry.id()).stream())
        .filter(other -> !other.sha256().equals(entry.sha256()))
        .flatMap(other -> here(other.sha256(), other.size()).stream())
        .findFirst();
  }

  private Optional<HeldContent> here(Sha256 digest, long size) {
    return HeldContent.of(vault.objects(), digest, size);
  }
}
