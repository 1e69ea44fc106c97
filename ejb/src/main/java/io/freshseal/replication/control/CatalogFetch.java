package io.freshseal.replication.control;

import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.CatalogJudge;
import io.freshseal.trust.control.StandingSignature;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.SourceRule;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.vault.control.FileStamp;
import io.freshseal.vault.control.KeptCatalog;
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
   * @param envelope the signed bytes; empty if it is the one that is served, which is not read
   *     again
   * @param standing what to know it by later, if it can be known by that
   * @param stamp of its file before it was read; empty if it came from the source
   */
  record Followed(
      JudgedCatalog judged,
      Optional<byte[]> envelope,
      Optional<StandingSignature> standing,
      Optional<FileStamp> stamp) {}

  CatalogFetch(Vault vault, CatalogJudge judge) {
    this.vault = vault;
    this.judge = judge;
  }

  Verdict<Followed> fetch(MeteredSource source, JudgeContext context) throws StorageException {
    Optional<Followed> known = known(context);
    Optional<FileStamp> stamp = servedStamp();
    Optional<byte[]> atHand = known.isPresent() ? Optional.empty() : servedEnvelope();
    boolean served = known.isPresent() || atHand.isPresent();
    Optional<String> etag =
        served ? vault.snapshot().map(CatalogFetch::etag) : Optional.<String>empty();
    CatalogAnswer answer = source.fetchCatalog(etag, etag.isEmpty() ? Optional.empty() : held());
    if (answer instanceof CatalogAnswer.Fetched fetched) {
      Verdict<Followed> verdict = judge(fetched.bytes(), context);
      boolean whole = fetched.delta().isEmpty() || verdict.toOptional().isPresent();
      return whole ? verdict : fetchWhole(source, context);
    }
    if (answer instanceof CatalogAnswer.Failed failed) {
      return Verdict.reject(failed.code(), Evidence.of(failed.sentence()));
    }
    if (known.isPresent()) {
      return fresh(known.get(), context);
    }
    return atHand.isPresent()
        ? judgeOwn(atHand.get(), stamp, context)
        : Verdict.reject(
            StatusCode.SOURCE_BAD_ANSWER, Evidence.of(ReplicationSentence.UNCHANGED_BUT_NONE_HELD));
  }

  // Its two forms are looked for, but not read: see KeptCatalog.
  private Optional<Followed> known(JudgeContext context) {
    Optional<Snapshot> snapshot =
        vault
            .snapshot()
            .filter(s -> vault.objects().holds(s.payloadDigest(), s.payloadSize()))
            .filter(s -> vault.objects().holds(s.catalogDigest(), s.catalogSize()));
    Optional<FileStamp> stamp = servedStamp();
    return snapshot.isEmpty() || stamp.isEmpty()
        ? Optional.empty()
        : vault
            .objects()
            .verdicts()
            .catalog()
            .find(snapshot.get(), stamp.get(), context)
            .map(judged -> new Followed(judged, Optional.empty(), Optional.empty(), stamp));
  }

  private Optional<FileStamp> servedStamp() {
    return vault.snapshot().flatMap(s -> vault.objects().stamp(s.catalogDigest()));
  }

  /** Keeps what was judged, once it is the catalog that is served. */
  void keep(Followed followed, JudgeContext context) {
    Optional<FileStamp> stamp = followed.stamp().or(this::servedStamp);
    boolean served =
        vault
            .snapshot()
            .filter(s -> s.catalogDigest().equals(followed.judged().digest()))
            .isPresent();
    if (served && stamp.isPresent() && followed.standing().isPresent()) {
      vault
          .objects()
          .verdicts()
          .catalog()
          .keep(
              followed.judged(),
              vault.snapshot().orElseThrow(),
              new KeptCatalog.Grounds(followed.standing().get(), stamp.get(), context.basis()));
    }
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
        .examine(envelope, context)
        .then(examined -> fresh(followed(examined, envelope, Optional.empty()), context));
  }

  private Verdict<Followed> judgeOwn(
      byte[] envelope, Optional<FileStamp> stamp, JudgeContext context) {
    return judge
        .examineOwn(envelope, context)
        .then(examined -> fresh(followed(examined, envelope, stamp), context));
  }

  private static Followed followed(
      CatalogJudge.Examined examined, byte[] envelope, Optional<FileStamp> stamp) {
    return new Followed(examined.judged(), Optional.of(envelope), examined.standing(), stamp);
  }

  private Verdict<Followed> fresh(Followed followed, JudgeContext context) {
    StoreState state = vault.state();
    JudgedCatalog judged = followed.judged();
    return SourceRule.refuses(judged, context.basis().source(), state.followed())
        .or(() -> judge.fresh(judged, state.memory(judged.catalog().source()), context.now()))
        .map(stale -> Verdict.<Followed>reject(stale.reason(), stale.evidence()))
        .orElseGet(() -> Verdict.accept(followed));
  }
}
