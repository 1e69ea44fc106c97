package io.freshseal.replication.control;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.entity.Action;
import io.freshseal.replication.entity.ComponentOutcome;
import io.freshseal.replication.entity.OfferChange;
import io.freshseal.replication.entity.PlannedStep;
import io.freshseal.replication.entity.ReplicationPlan;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunOutcome;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.RunResult;
import io.freshseal.replication.entity.SwitchRule;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One run, from the question for the catalog to the switch. Used once. */
final class ReplicationRun {

  private final Vault vault;
  private final Replicator.Judges judges;
  private final Workers workers;
  private final MeteredSource source;
  private final RunRequest request;
  private final CatalogFetch catalogs;

  ReplicationRun(
      Vault vault,
      Replicator.Judges judges,
      Workers workers,
      MeteredSource source,
      RunRequest request) {
    this.vault = vault;
    this.judges = judges;
    this.workers = workers;
    this.source = source;
    this.request = request;
    this.catalogs = new CatalogFetch(vault, judges.catalogs());
  }

  RunOutcome perform() throws StorageException {
    Verdict<Instant> time = TrustedTime.judgeTime(request.now(), vault.state().trustedTime());
    if (time instanceof Verdict.Rejected<Instant> refused) {
      return failed(List.of(RunRefusal.ofRun(refused.reason(), refused.evidence())), List.of());
    }
    Instant now = time.toOptional().orElseThrow();
    AnchorGrowth anchors = new AnchorGrowth(vault.anchors(), source, request, true);
    Verdict<CatalogFetch.Followed> catalog = fetchCatalog(context(now));
    AnchorGrowth.Growth growth = anchors.after(catalog, now);
    if (growth.grown()) {
      catalog = fetchCatalog(context(now));
    }
    List<RunRefusal> refusals = new ArrayList<>();
    refusal(catalog).ifPresent(refusals::add);
    growth.refusal().ifPresent(refusals::add);
    Optional<Verdict<RevocationPhase.Passed>> listed = Optional.empty();
    if (refusals.isEmpty()) {
      listed = Optional.of(passLists(catalog.toOptional().orElseThrow(), context(now)));
      refusal(listed.get()).ifPresent(refusals::add);
    }
    if (!refusals.isEmpty()) {
      // By what is at hand now: a list that was accepted counts, whatever becomes of the catalog.
      return failed(refusals, judgeHeld(context(now)).values());
    }
    if (request.policy().rule() == SwitchRule.WHOLE_CATALOG) {
      anchors.gather();
    }
    RevocationPhase.Passed passed = listed.flatMap(Verdict::toOptional).orElseThrow();
    return follow(catalog.toOptional().orElseThrow(), judgeHeld(passed.context()), passed);
  }

  private Verdict<RevocationPhase.Passed> passLists(
      CatalogFetch.Followed followed, JudgeContext context) throws StorageException {
    return new RevocationPhase(vault, judges.catalogs(), source, true)
        .pass(followed.judged(), context);
  }

  private static Optional<RunRefusal> refusal(Verdict<?> verdict) {
    return verdict.fold(
        accepted -> Optional.empty(),
        refused -> Optional.of(RunRefusal.ofRun(refused.reason(), refused.evidence())));
  }

  private JudgeContext context(Instant now) throws StorageException {
    return judges.held().context(request.trust(), now);
  }

  private Verdict<CatalogFetch.Followed> fetchCatalog(JudgeContext context)
      throws StorageException {
    return catalogs.fetch(source, context.beforeLists());
  }

  private RunOutcome failed(List<RunRefusal> refusal, Collection<HeldFile> held) {
    return new RunOutcome(
        RunResult.FAILED,
        false,
        Optional.empty(),
        List.of(),
        OfferChange.NONE,
        Outcomes.refusalsOfRun(refusal, held),
        Outcomes.accepted(held),
        source.traffic(),
        source.relayBuild());
  }

  private Map<ComponentId, HeldFile> judgeHeld(JudgeContext context) throws StorageException {
    List<HeldFile> files =
        workers.map(
            vault.state().held(),
            entry -> new HeldFile(entry, judges.held().judge(entry, context), isWhole(entry)));
    Map<ComponentId, HeldFile> held = new HashMap<>();
    files.forEach(file -> held.put(file.entry().id(), file));
    return held;
  }

  private RunOutcome follow(
      CatalogFetch.Followed followed,
      Map<ComponentId, HeldFile> held,
      RevocationPhase.Passed passed)
      throws StorageException {
    remember(followed.judged(), passed);
    JudgeContext context = passed.context();
    Catalog catalog = followed.judged().catalog();
    ReplicationPlan plan =
        ReplicationPlan.of(
            catalog,
            id ->
                Optional.ofNullable(held.get(id))
                    .filter(file -> file.isReadable() && file.whole())
                    .map(HeldFile::entry),
            request.policy().refreshesSignatures());
    request.listener().planned(catalog, plan);
    List<SignatureResult> signatures = obtainSignatures(followed.judged(), plan, held, context);
    Map<Sha256, RunRefusal> refused = obtainContent(catalog, signatures);
    List<ComponentOutcome> components =
        signatures.stream().map(result -> outcome(result, refused, held)).toList();
    List<RunRefusal> others =
        ContentNeed.attachments(catalog).stream()
            .map(need -> refused.get(need.sha256()))
            .filter(refusal -> refusal != null)
            .toList();
    Optional<Catalog> before = vault.snapshot().map(Snapshot::catalog);
    boolean switched =
        new CatalogSwitch(vault, request)
            .apply(followed, components, others.isEmpty(), newestSigned(signatures));
    catalogs.keep(followed, context.beforeLists());
    return new RunOutcome(
        Outcomes.result(components, others),
        switched,
        Optional.of(catalog),
        components,
        offerSince(before),
        Outcomes.refusals(components, others),
        Outcomes.accepted(components, signatures, held.values()),
        source.traffic(),
        source.relayBuild());
  }

  // Where nothing was served before, nothing can have come or gone.
  private OfferChange offerSince(Optional<Catalog> before) {
    Optional<Catalog> now = vault.snapshot().map(Snapshot::catalog);
    return before.isEmpty() || now.isEmpty() || before.get() == now.get()
        ? OfferChange.NONE
        : OfferChange.between(before.get(), now.get());
  }

  private boolean isWhole(CatalogEntry entry) {
    return request.policy().leavesContents() || vault.objects().holds(entry.sha256(), entry.size());
  }

  // Forced before any component is fetched: from here on no older catalog or list is followed,
  // whatever becomes of this run.
  private void remember(JudgedCatalog judged, RevocationPhase.Passed passed)
      throws StorageException {
    StoreState state = vault.state();
    Catalog catalog = judged.catalog();
    Optional<CatalogMemory> before = state.memory(catalog.source());
    Sha256 digest = judged.payloadDigest();
    Instant signed = TrustedTime.raisedBy(catalog.issued(), request.now());
    CatalogMemory memory =
        before
            .filter(known -> known.covers(catalog, digest, signed))
            .orElseGet(() -> CatalogMemory.after(before, catalog, digest, signed));
    StoreState next =
        state.remembering(memory).following(catalog.source()).remembering(passed.memory());
    if (!next.equals(state)) {
      vault.switchTo(next);
    }
  }

  private List<SignatureResult> obtainSignatures(
      JudgedCatalog catalog,
      ReplicationPlan plan,
      Map<ComponentId, HeldFile> held,
      JudgeContext context)
      throws StorageException {
    SignatureFetch fetch =
        new SignatureFetch(vault.objects(), judges.signatures(), source, context);
    Function<PlannedStep, Optional<HeldFile>> same =
        step -> step.heldContent().map(entry -> held.get(entry.id()));
    Map<ComponentId, SignatureResult> arrived =
        new BulkSignatures(vault.objects(), source, workers, fetch, request.listener())
            .obtain(catalog, plan.steps(), same);
    return workers.map(
        plan.steps(),
        step -> {
          SignatureResult known = arrived.get(step.wanted().id());
          if (known != null) {
            return known;
          }
          SignatureResult result = fetch.obtain(step, same.apply(step));
          request.listener().judged(step.wanted().id(), result.code());
          return result;
        });
  }

  private Map<Sha256, RunRefusal> obtainContent(Catalog catalog, List<SignatureResult> signatures)
      throws StorageException {
    List<ContentNeed> needs = new ArrayList<>(ContentNeed.attachments(catalog));
    for (SignatureResult result : signatures) {
      if (result instanceof SignatureResult.Ready && fetchesContent(result)) {
        needs.add(ContentNeed.of(result.step().wanted(), base(result.step())));
      }
    }
    return new ContentPhase(vault.objects(), workers, source, request.listener())
        .fetch(needs, request.now());
  }

  private Optional<HeldContent> base(PlannedStep step) {
    return step.held()
        .filter(held -> !held.sha256().equals(step.wanted().sha256()))
        .flatMap(held -> HeldContent.of(vault.objects(), held.sha256(), held.size()));
  }

  private boolean fetchesContent(SignatureResult result) {
    return result.step().action() == Action.FETCH_BOTH && !request.policy().leavesContents();
  }

  private ComponentOutcome outcome(
      SignatureResult result, Map<Sha256, RunRefusal> refused, Map<ComponentId, HeldFile> held) {
    CatalogEntry wanted = result.step().wanted();
    Optional<HeldFile> before = result.step().held().map(entry -> held.get(entry.id()));
    if (result instanceof SignatureResult.Refused r) {
      return Outcomes.refused(r.step(), r.code(), r.evidence(), before);
    }
    if (fetchesContent(result) && !vault.objects().holds(wanted.sha256(), wanted.size())) {
      RunRefusal why = refused.getOrDefault(wanted.sha256(), otherLength(wanted));
      return Outcomes.refused(result.step(), why.code(), why.evidence(), before);
    }
    return Outcomes.ready((SignatureResult.Ready) result);
  }

  private static RunRefusal otherLength(CatalogEntry wanted) {
    return RunRefusal.ofRun(
        StatusCode.DIGEST_MISMATCH,
        Evidence.of(ReplicationSentence.OBJECT_OTHER_LENGTH, wanted.sha256()));
  }

  private Optional<Instant> newestSigned(List<SignatureResult> signatures) {
    return signatures.stream()
        .filter(SignatureResult.Ready.class::isInstance)
        .map(result -> ((SignatureResult.Ready) result).signedAt())
        .map(signed -> TrustedTime.raisedBy(signed, request.now()))
        .max(Instant::compareTo);
  }
}
