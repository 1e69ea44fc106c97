package io.freshseal.agent.control;

import io.freshseal.agent.entity.AgentReport;
import io.freshseal.agent.entity.AgentResult;
import io.freshseal.agent.entity.AgentSentence;
import io.freshseal.agent.entity.ComponentReport;
import io.freshseal.agent.entity.RelayFacts;
import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.replication.control.ClockReview;
import io.freshseal.replication.control.RevocationFetch;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.replication.entity.Traffic;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.Hop;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.SourceRule;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.TrustedTime;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows what is applied and, if a relay is named, what it offers. Changes nothing. */
public final class AgentStatus {

  private static final String COMMAND = "status";

  private final Vault vault;

  public AgentStatus(Vault vault) {
    this.vault = vault;
  }

  /**
   * What is applied, without a network.
   *
   * @param trust what to judge it by; empty: it is shown unjudged
   * @throws StorageException if the disk refuses
   */
  public AgentReport show(Optional<TrustBasis> trust, Instant now) throws StorageException {
    return new AgentReport(
        COMMAND,
        AgentResult.SHOWN,
        now,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        vault.snapshot().map(Snapshot::catalog),
        held(trust, now),
        List.of(),
        Traffic.NONE);
  }

  /**
   * What is applied beside what the relay's catalog, once judged, names.
   *
   * @throws StorageException if the disk refuses
   */
  public AgentReport compare(UpdateOrder order) throws StorageException {
    CatalogAnswer answer = order.source().fetchCatalog(Optional.empty());
    Verdict<Catalog> offered = judge(answer, order);
    List<ComponentReport> held = held(Optional.of(order.trust()), order.now());
    RelayFacts relay = RelayReading.facts(order.source().chosen());
    long bytes = answer instanceof CatalogAnswer.Fetched fetched ? fetched.bytes().length : 0;
    return new AgentReport(
        COMMAND,
        offered.fold(a -> AgentResult.SHOWN, r -> AgentResult.ofRefusal(r.reason())),
        order.now(),
        refusals(offered, order),
        Optional.of(relay),
        Optional.empty(),
        offered.toOptional(),
        offered.fold(a -> merged(held, a.value()), r -> held),
        List.of(),
        new Traffic(1, bytes, 0, 0, 0));
  }

  private static List<RunRefusal> refusals(Verdict<Catalog> offered, UpdateOrder order) {
    if (!(offered instanceof Verdict.Rejected<Catalog> refused)) {
      return List.of();
    }
    Hop relay = Hop.upstream(order.source().chosen().base().toString());
    List<RunRefusal> one =
        List.of(RunRefusal.ofRun(refused.reason(), refused.evidence().from(relay)));
    return ClockReview.isAboutTime(refused.reason())
        ? new ClockReview(order.source()).review(one, order.now())
        : one;
  }

  private Verdict<Catalog> judge(CatalogAnswer answer, UpdateOrder order) throws StorageException {
    if (answer instanceof CatalogAnswer.Failed failed) {
      return Verdict.reject(failed.code(), Evidence.of(failed.sentence()));
    }
    if (!(answer instanceof CatalogAnswer.Fetched fetched)) {
      return Verdict.reject(StatusCode.SOURCE_BAD_ANSWER, Evidence.of(AgentSentence.NO_CATALOG));
    }
    Verdict<Instant> time = TrustedTime.judgeTime(order.now(), vault.state().trustedTime());
    if (time instanceof Verdict.Rejected<Instant> refused) {
      return Verdict.reject(refused.reason(), refused.evidence());
    }
    JudgeContext context =
        new JudgeContext(
            vault.anchors().following(order.trust()),
            RevocationFetch.atHand(vault),
            time.toOptional().orElseThrow());
    Verdict<JudgedCatalog> judged = judge(fetched.bytes(), context.beforeLists());
    return judged instanceof Verdict.Accepted<JudgedCatalog> accepted
        ? unrevoked(accepted.value(), order, context)
        : judged.map(JudgedCatalog::catalog);
  }

  private Verdict<JudgedCatalog> judge(byte[] envelope, JudgeContext context) {
    CatalogJudge judge = new CatalogJudge();
    Verdict<JudgedCatalog> verified =
        isHeld(envelope) ? judge.verifyOwn(envelope, context) : judge.verify(envelope, context);
    if (verified instanceof Verdict.Rejected<JudgedCatalog>) {
      return verified;
    }
    JudgedCatalog judged = verified.toOptional().orElseThrow();
    StoreState state = vault.state();
    return SourceRule.refuses(judged, context.basis().source(), state.followed())
        .or(() -> judge.fresh(judged, state.memory(judged.catalog().source()), context.now()))
        .map(stale -> Verdict.<JudgedCatalog>reject(stale.reason(), stale.evidence()))
        .orElse(verified);
  }

  private boolean isHeld(byte[] envelope) {
    return vault
        .snapshot()
        .filter(mine -> mine.catalogDigest().equals(Sha256.of(envelope)))
        .isPresent();
  }

  // By the lists of the present, of which none is kept.
  private Verdict<Catalog> unrevoked(JudgedCatalog judged, UpdateOrder order, JudgeContext context)
      throws StorageException {
    Verdict<RevocationFetch.Obtained> lists =
        new RevocationFetch(vault.objects(), order.source()::fetchBytes)
            .fetch(judged.catalog().crls());
    if (lists instanceof Verdict.Rejected<RevocationFetch.Obtained> refused) {
      return Verdict.reject(refused.reason(), refused.evidence());
    }
    Revocations all = context.revocations().and(lists.toOptional().orElseThrow().lists());
    return new CatalogJudge()
        .unrevoked(judged, context.with(all))
        .map(refused -> Verdict.<Catalog>reject(refused.reason(), refused.evidence()))
        .orElseGet(() -> Verdict.accept(judged.catalog()));
  }

  // What is refused now is said by verify and update; here it is merely shown.
  private List<ComponentReport> held(Optional<TrustBasis> trust, Instant clock)
      throws StorageException {
    Optional<Instant> time = TrustedTime.judgeTime(clock, vault.state().trustedTime()).toOptional();
    List<ComponentReport> all = new ArrayList<>();
    if (trust.isEmpty() || time.isEmpty()) {
      vault.state().held().forEach(entry -> all.add(ComponentReport.held(entry)));
      return all;
    }
    StoreCheck check = new StoreCheck(vault, new SignatureJudge());
    JudgeContext context = check.context(trust.get(), time.get());
    for (CatalogEntry entry : vault.state().held()) {
      all.add(ComponentReport.held(entry).judged(check.judge(entry, context).toOptional()));
    }
    return all;
  }

  private static List<ComponentReport> merged(List<ComponentReport> held, Catalog catalog) {
    Map<ComponentId, ComponentReport> all = new TreeMap<>();
    held.forEach(component -> all.put(component.id(), component));
    for (CatalogEntry entry : catalog.components()) {
      all.merge(entry.id(), offered(entry), (mine, other) -> mine.offering(entry));
    }
    return List.copyOf(all.values());
  }

  private static ComponentReport offered(CatalogEntry entry) {
    return new ComponentReport(
        entry.id(),
        Optional.empty(),
        Optional.of(entry),
        Optional.empty(),
        StatusCode.OK,
        Evidence.of(AgentSentence.NOT_APPLIED),
        Optional.empty(),
        Optional.empty());
  }
}
