package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.SourceRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import io.freshseal.vault.entity.StoreState;
import java.util.Optional;

/** Gets the source's catalog and judges it, also one that has been judged before. */
final class CatalogFetch {

  private final Vault vault;
  private final CatalogJudge judge;

  /**
   * A catalog that may be followed.
   *
   * @param envelope the signed bytes
   */
  record Followed(JudgedCatalog judged, byte[] envelope) {}

  CatalogFetch(Vault vault, CatalogJudge judge) {
    this.vault = vault;
    this.judge = judge;
  }

  Verdict<Followed> fetch(MeteredSource source, JudgeContext context) throws StorageException {
    Optional<byte[]> atHand = servedEnvelope();
    Optional<String> etag =
        atHand.isEmpty() ? Optional.empty() : vault.snapshot().map(CatalogFetch::etag);
    CatalogAnswer answer = source.fetchCatalog(etag, etag.isEmpty() ? Optional.empty() : held());
    if (answer instanceof CatalogAnswer.Fetched fetched) {
      Verdict<Followed> verdict = judge(fetched.bytes(), context);
      boolean whole = fetched.delta().isEmpty() || verdict.toOptional().isPresent();
      return whole ? verdict : fetchWhole(source, context);
    }
    if (answer instanceof CatalogAnswer.Failed failed) {
      return Verdict.reject(failed.code(), Evidence.of(failed.sentence()));
    }
    if (atHand.isEmpty()) {
      return Verdict.reject(
          StatusCode.SOURCE_BAD_ANSWER, Evidence.of(ReplicationSentence.UNCHANGED_BUT_NONE_HELD));
    }
    return judge(atHand.get(), context);
  }

  // A delta that went wrong looks like a forged catalog; of the whole bytes there is no doubt.
  private Verdict<Followed> fetchWhole(MeteredSource source, JudgeContext context) {
    CatalogAnswer answer = source.fetchCatalog(Optional.empty(), Optional.empty());
    if (answer instanceof CatalogAnswer.Fetched fetched) {
      return judge(fetched.bytes(), context);
    }
    return answer instanceof CatalogAnswer.Failed failed
        ? Verdict.reject(failed.code(), Evidence.of(failed.sentence()))
        : Verdict.reject(
            StatusCode.SOURCE_BAD_ANSWER, Evidence.of(ReplicationSentence.UNCHANGED_BUT_NONE_HELD));
  }

  private Optional<HeldContent> held() {
    return vault
        .snapshot()
        .flatMap(now -> HeldContent.of(vault.objects(), now.catalogDigest(), now.catalogSize()));
  }

  private static String etag(Snapshot snapshot) {
    return '"' + snapshot.catalogDigest().hex() + '"';
  }

  private Optional<byte[]> servedEnvelope() throws StorageException {
    Optional<Snapshot> snapshot = vault.snapshot();
    return snapshot.isEmpty()
        ? Optional.empty()
        : vault.objects().read(snapshot.get().catalogDigest(), snapshot.get().catalogSize());
  }

  private Verdict<Followed> judge(byte[] envelope, JudgeContext context) {
    return judge
        .verify(envelope, context)
        .fold(
            verified -> fresh(verified.value(), envelope, context),
            refused -> Verdict.reject(refused.reason(), refused.evidence()));
  }

  private Verdict<Followed> fresh(JudgedCatalog judged, byte[] envelope, JudgeContext context) {
    StoreState state = vault.state();
    return SourceRule.refuses(judged, context.basis().source(), state.followed())
        .or(() -> judge.fresh(judged, state.memory(judged.catalog().source()), context.now()))
        .map(stale -> Verdict.<Followed>reject(stale.reason(), stale.evidence()))
        .orElseGet(() -> Verdict.accept(new Followed(judged, envelope)));
  }
}
