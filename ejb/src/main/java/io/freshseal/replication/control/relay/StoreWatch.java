package io.freshseal.replication.control.relay;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.inventory.entity.LastComparison;
import io.freshseal.replication.control.StoreCheck;
import io.freshseal.replication.entity.StoreRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.SignatureJudge;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.StoreState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Watches over what a store holds. Asked often, looks seldom: only when the store or the anchors
 * have changed, when the next certificate runs out, once an hour, and when the clock went back.
 * Remembers what it has reported, so that each refusal is told once and its end is told too.
 */
final class StoreWatch {

  private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);

  private final Vault vault;
  private final StoreCheck check;
  private final Map<ComponentId, StoreRefusal> open = new HashMap<>();
  private StoreState looked;
  private TrustBasis lookedWith;
  private Instant due = Instant.MIN;
  private LastComparison compared = new LastComparison(Instant.MIN);

  StoreWatch(Vault vault, SignatureJudge judge) {
    this.vault = vault;
    this.check = new StoreCheck(vault, judge);
  }

  /**
   * What a look has found.
   *
   * @param holdings all that is held
   * @param fresh refusals not reported before
   * @param ended components reported before that are in order now
   */
  record Look(List<Holding> holdings, List<StoreRefusal> fresh, List<CatalogEntry> ended) {}

  /**
   * Looks if there is a reason to; empty if there is none.
   *
   * @param review looks once more at what was refused, and gives as many refusals in that order
   */
  synchronized Optional<Look> look(
      TrustBasis trust, Instant clock, UnaryOperator<List<StoreRefusal>> review)
      throws StorageException {
    StoreState state = vault.state();
    Instant now = state.trustedTime().filter(clock::isBefore).orElse(clock);
    boolean same = state == looked && trust.equals(lookedWith);
    if (same && now.isBefore(due) && !compared.isOver(AT_LEAST_EVERY, clock)) {
      return Optional.empty();
    }
    List<Holding> judged = new ArrayList<>();
    List<StoreRefusal> refused = new ArrayList<>();
    JudgeContext context = check.context(trust, now);
    for (CatalogEntry entry : state.held()) {
      Verdict<SignatureFacts> verdict = check.judge(entry, context);
      judged.add(new Holding(entry, verdict.code(), verdict.toOptional()));
      refusal(entry, verdict).ifPresent(refused::add);
    }
    List<StoreRefusal> refusals = review.apply(refused);
    List<Holding> holdings = withCodes(judged, refusals);
    looked = state;
    lookedWith = trust;
    compared = new LastComparison(clock);
    due = due(holdings, context);
    return Optional.of(new Look(holdings, fresh(refusals), ended(holdings)));
  }

  private static List<Holding> withCodes(List<Holding> judged, List<StoreRefusal> refusals) {
    Map<ComponentId, StatusCode> codes = new HashMap<>();
    refusals.forEach(refusal -> codes.put(refusal.entry().id(), refusal.code()));
    return judged.stream()
        .map(h -> new Holding(h.entry(), codes.getOrDefault(h.entry().id(), h.status()), h.facts()))
        .toList();
  }

  /** Makes the next call look, whatever has not changed. */
  synchronized void lookAgain() {
    due = Instant.MIN;
  }

  private List<StoreRefusal> fresh(List<StoreRefusal> refusals) {
    List<StoreRefusal> fresh = new ArrayList<>();
    for (StoreRefusal refusal : refusals) {
      StoreRefusal before = open.put(refusal.entry().id(), refusal);
      if (before == null || !isSame(before, refusal)) {
        fresh.add(refusal);
      }
    }
    return List.copyOf(fresh);
  }

  private List<CatalogEntry> ended(List<Holding> holdings) {
    List<CatalogEntry> ended = new ArrayList<>();
    Map<ComponentId, StoreRefusal> gone = new HashMap<>(open);
    for (Holding holding : holdings) {
      boolean refused = holding.status() != StatusCode.OK;
      if (gone.remove(holding.entry().id()) != null && !refused) {
        open.remove(holding.entry().id());
        ended.add(holding.entry());
      }
    }
    // What is not held any more is neither refused nor mended.
    open.keySet().removeAll(gone.keySet());
    return List.copyOf(ended);
  }

  private static boolean isSame(StoreRefusal a, StoreRefusal b) {
    return a.code() == b.code()
        && a.entry().version().equals(b.entry().version())
        && a.entry().signature().sha256().equals(b.entry().signature().sha256());
  }

  private static Optional<StoreRefusal> refusal(
      CatalogEntry entry, Verdict<SignatureFacts> verdict) {
    return verdict.fold(
        accepted -> Optional.empty(),
        refused -> Optional.of(new StoreRefusal(entry, refused.reason(), refused.evidence())));
  }

  private static Instant due(List<Holding> holdings, JudgeContext context) {
    Instant now = context.now();
    Instant latest = now.plus(AT_LEAST_EVERY);
    Stream<Instant> certificates =
        holdings.stream()
            .flatMap(holding -> holding.facts().stream())
            .map(SignatureFacts::expires)
            .filter(expires -> !expires.isBefore(now));
    return Stream.concat(certificates, context.revocations().nextEnd(now).stream())
        .min(Instant::compareTo)
        // A certificate or list is good up to and including its last second.
        .map(expires -> expires.plusSeconds(1))
        .filter(latest::isAfter)
        .orElse(latest);
  }
}
