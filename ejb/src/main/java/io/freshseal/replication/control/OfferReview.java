package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.replication.entity.ReplicationPlan;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.ReviewedOffer;
import io.freshseal.replication.entity.ReviewedOffer.ReviewedComponent;
import io.freshseal.replication.entity.RunPolicy;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.ExpectedSignature;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Judges what a source offers, with the same judges in the same order as a run, and keeps nothing:
 * no object, no memory, no anchors. What the store remembers counts, as it does in a run.
 */
public final class OfferReview {

  private final Vault vault;
  private final CatalogJudge catalogs = new CatalogJudge();
  private final SignatureJudge signatures = new SignatureJudge();
  private final Executor executor;

  /**
   * Makes a review for a store, which may be an empty one.
   *
   * @param executor lends threads; the calling thread works along
   */
  public OfferReview(Vault vault, Executor executor) {
    this.vault = vault;
    this.executor = executor;
  }

  /**
   * Judges.
   *
   * @param clock the local clock
   * @throws StorageException if the disk of the store refuses
   */
  public ReviewedOffer review(UpdateSource offered, TrustBasis trust, Instant clock)
      throws StorageException {
    Verdict<Instant> time = TrustedTime.judgeTime(clock, vault.state().trustedTime());
    if (time instanceof Rejected<Instant> refused) {
      return refused(refused);
    }
    Instant now = time.toOptional().orElseThrow();
    MeteredSource source = new MeteredSource(offered);
    JudgeContext context = new StoreCheck(vault, signatures).context(trust, now);
    Verdict<CatalogFetch.Followed> catalog = fetch(source, context);
    RunRequest request =
        new RunRequest(offered, trust, clock, RunPolicy.agent(), RunListener.SILENT);
    AnchorGrowth.Growth growth =
        new AnchorGrowth(vault.anchors(), source, request, false).after(catalog, now);
    if (growth.anchors().isPresent()) {
      context =
          new JudgeContext(
              context.basis().with(growth.anchors().get()), context.revocations(), now);
      catalog = fetch(source, context);
    }
    if (catalog instanceof Rejected<CatalogFetch.Followed> refused) {
      return refused(refused);
    }
    if (growth.refusal().isPresent()) {
      RunRefusal why = growth.refusal().get();
      return refused(new Rejected<>(why.code(), why.evidence()));
    }
    return judged(source, catalog.toOptional().orElseThrow().judged(), context);
  }

  private ReviewedOffer judged(MeteredSource source, JudgedCatalog catalog, JudgeContext context)
      throws StorageException {
    Verdict<RevocationPhase.Passed> lists =
        new RevocationPhase(vault, catalogs, source, false).pass(catalog, context);
    if (lists instanceof Rejected<RevocationPhase.Passed> refused) {
      return refused(refused);
    }
    JudgeContext with = lists.toOptional().orElseThrow().context();
    ReplicationPlan plan =
        ReplicationPlan.of(catalog.catalog(), id -> vault.state().find(id), true);
    List<ReviewedComponent> components =
        new Workers(executor, RunPolicy.DEFAULT_PARALLEL)
            .map(plan.steps(), step -> judged(source, step, with));
    return new ReviewedOffer(Verdict.accept(catalog), with.revocations().lists(), components);
  }

  private Verdict<CatalogFetch.Followed> fetch(MeteredSource source, JudgeContext context)
      throws StorageException {
    return new CatalogFetch(vault, catalogs).fetch(source, context.beforeLists());
  }

  private static ReviewedOffer refused(Rejected<?> why) {
    return ReviewedOffer.refused(new Rejected<>(why.reason(), why.evidence()));
  }

  private ReviewedComponent judged(MeteredSource source, PlannedStep step, JudgeContext context)
      throws StorageException {
    CatalogEntry wanted = step.wanted();
    return new ReviewedComponent(
        wanted, vault.state().find(wanted.id()), step.action(), judged(source, wanted, context));
  }

  private Verdict<SignatureFacts> judged(
      MeteredSource source, CatalogEntry wanted, JudgeContext context) throws StorageException {
    SignatureEntry named = wanted.signature();
    Optional<byte[]> here = vault.objects().read(named.sha256(), named.size());
    byte[] file;
    if (here.isPresent()) {
      file = here.get();
    } else if (source.fetchBytes(named.sha256(), named.size())
        instanceof BytesAnswer.Fetched fetched) {
      file = fetched.bytes();
    } else {
      return Verdict.reject(
          StatusCode.SOURCE_INCOMPLETE,
          Evidence.of(ReplicationSentence.SIGNATURE_FILE_DAMAGED, name(wanted)));
    }
    if (!Sha256.of(file).equals(named.sha256())) {
      return Verdict.reject(
          StatusCode.DIGEST_MISMATCH,
          Evidence.of(ReplicationSentence.SIGNATURE_FILE_OTHER, name(wanted)));
    }
    return signatures.judge(
        file, new ExpectedSignature(wanted.id(), wanted.version(), wanted.sha256()), context);
  }

  private static String name(CatalogEntry entry) {
    return entry.id() + " " + entry.version();
  }
}
