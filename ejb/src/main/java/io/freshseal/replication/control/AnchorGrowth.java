package io.freshseal.replication.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.replication.entity.RunRefusal;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.control.AnchorJudge;
import io.freshseal.trust.control.AnchorLinkJson;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.AnchorSentence;
import io.freshseal.trust.entity.CertificateFacts.Role;
import io.freshseal.trust.entity.Conflict;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import io.freshseal.vault.control.AnchorStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes on along the chain of trust anchors when a catalog gives a reason to: it names a later
 * bundle, or it cannot be judged with the anchors at hand. Everything else of the run comes after.
 */
final class AnchorGrowth {

  private final AnchorStore store;
  private final MeteredSource source;
  private final RunRequest request;
  private final boolean keeps;
  private final AnchorJudge judge = new AnchorJudge();

  /**
   * What came of it.
   *
   * @param anchors what to judge with from now on, if it is not what it was
   * @param refusal why a link was not followed, if there was one
   */
  record Growth(Optional<TrustAnchors> anchors, Optional<RunRefusal> refusal) {

    static final Growth NONE = new Growth(Optional.empty(), Optional.empty());

    private static Growth refused(StatusCode code, Evidence evidence) {
      return new Growth(Optional.empty(), Optional.of(RunRefusal.ofRun(code, evidence)));
    }

    /** Whether there are other anchors to judge with than before. */
    boolean grown() {
      return anchors.isPresent();
    }
  }

  /**
   * Makes it.
   *
   * @param keeps whether what it grows to is remembered
   */
  AnchorGrowth(AnchorStore store, MeteredSource source, RunRequest request, boolean keeps) {
    this.store = store;
    this.source = source;
    this.request = request;
    this.keeps = keeps;
  }

  /** Looks at how the catalog was judged, and grows if that asks for it. */
  Growth after(Verdict<CatalogFetch.Followed> catalog, Instant now) throws StorageException {
    AnchorPoint at = store.standing(operator());
    if (catalog instanceof Rejected<CatalogFetch.Followed> refused) {
      return isAboutAnchors(refused) ? climb(at, Optional.empty(), now) : Growth.NONE;
    }
    Optional<AnchorsEntry> named =
        catalog.toOptional().flatMap(followed -> followed.judged().catalog().anchors());
    if (named.isEmpty() || named.get().number() < at.number()) {
      return Growth.NONE;
    }
    if (named.get().number() == at.number()) {
      return confirm(at, named.get());
    }
    Growth growth = climb(at, named, now);
    // A PEM file without a number is what its operator wants it to be, even if nothing leads on.
    return at.number() == 0 ? new Growth(growth.anchors(), Optional.empty()) : growth;
  }

  private TrustAnchors operator() {
    return request.trust().anchors();
  }

  private static boolean isAboutAnchors(Rejected<?> refused) {
    return switch (refused.reason()) {
      case DIGITAL_SIGNATURE_UNTRUSTED -> true;
      case DIGITAL_SIGNATURE_CERT_EXPIRE, DIGITAL_SIGNATURE_CERT_NOT_YET_VALID ->
          refused.evidence().offender().filter(o -> o.role() == Role.ANCHOR).isPresent();
      default -> false;
    };
  }

  private Growth climb(AnchorPoint at, Optional<AnchorsEntry> named, Instant now)
      throws StorageException {
    AnchorClimb climb = new AnchorClimb(judge, source, at, named);
    climb.go();
    if (climb.links().isEmpty()) {
      return new Growth(Optional.empty(), climb.refusal());
    }
    AnchorLink newest = climb.links().get(climb.links().size() - 1);
    if (climb.isComplete()) {
      Optional<Rejected<AnchorLink>> outdated = judge.outdated(newest.bundle(), now);
      if (outdated.isPresent()) {
        return Growth.refused(outdated.get().reason(), outdated.get().evidence());
      }
    }
    if (keeps) {
      store.adopt(operator(), climb.links());
      request.listener().anchorsAdopted(newest.bundle());
    }
    return new Growth(Optional.of(newest.anchors()), climb.refusal());
  }

  // The bundle that a PEM file was made from becomes known to the byte, so that the next link can
  // be compared with it; and a second bundle of this number does not go unnoticed.
  private Growth confirm(AnchorPoint at, AnchorsEntry named) throws StorageException {
    if (store.link(named.number()).filter(link -> link.fileName().equals(named)).isPresent()) {
      return Growth.NONE;
    }
    BytesAnswer answer = AnchorClimb.fetch(source, named);
    if (answer instanceof BytesAnswer.Failed failed) {
      // Nothing signs this link but the catalog's word for its digest.
      return failed.code() == StatusCode.DIGEST_MISMATCH
          ? Growth.refused(failed.code(), Evidence.of(failed.sentence()))
          : Growth.NONE;
    }
    Verdict<AnchorLink> parsed = AnchorLinkJson.parse(((BytesAnswer.Fetched) answer).bytes());
    if (parsed instanceof Rejected<AnchorLink> refused) {
      return Growth.refused(refused.reason(), refused.evidence());
    }
    AnchorLink link = parsed.toOptional().orElseThrow();
    if (!at.isAt(link)) {
      return Growth.refused(StatusCode.EQUIVOCATION, conflict(at, link));
    }
    if (keeps && at.bundle().isEmpty()) {
      store.adopt(operator(), List.of(link));
    }
    return Growth.NONE;
  }

  private static Evidence conflict(AnchorPoint at, AnchorLink link) {
    Conflict both =
        new Conflict(
            at.bundle().map(AnchorsEntry::sha256).orElse(at.anchors().digest()),
            link.bundleName().sha256());
    return Evidence.of(AnchorSentence.TWICE, at.number(), both.accepted(), both.offered())
        .between(both);
  }

  /**
   * Gets earlier links than any that is held here, for machines behind this one that have not come
   * so far. What cannot be had is asked for in the next run.
   */
  void gather() throws StorageException {
    for (int i = 0; i < AnchorJudge.MAX_LINKS; i++) {
      Optional<AnchorLink> earliest = store.earliest();
      Optional<AnchorsEntry> wanted = earliest.flatMap(link -> link.bundle().previous());
      if (wanted.isEmpty() || !keep(earliest.get(), wanted.get())) {
        return;
      }
    }
  }

  private boolean keep(AnchorLink next, AnchorsEntry wanted) throws StorageException {
    if (source.fetchAnchors(wanted.number(), AnchorLinkJson.MAX_BYTES)
        instanceof BytesAnswer.Fetched fetched) {
      Optional<AnchorLink> link =
          AnchorLinkJson.parse(fetched.bytes())
              .toOptional()
              .filter(found -> found.bundleName().equals(wanted))
              .filter(
                  found ->
                      judge.judge(next.file(), AnchorPoint.of(found)).toOptional().isPresent());
      if (link.isPresent()) {
        store.keep(link.get());
        return true;
      }
    }
    return false;
  }
}
