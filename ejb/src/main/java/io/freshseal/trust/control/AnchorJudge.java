package io.freshseal.trust.control;

import io.freshseal.catalog.entity.AnchorsEntry;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.AnchorBundle;
import io.freshseal.trust.entity.AnchorKey;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.AnchorPoint;
import io.freshseal.trust.entity.AnchorSentence;
import io.freshseal.trust.entity.CertificateFacts;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether a bundle of trust anchors may follow the one at hand. A link is judged for its
 * place in the chain and for its signatures, never for dates, so that a machine that was off for
 * years can catch up; the dates of the newest bundle alone are judged apart (docs/adr/0015). Holds
 * no state; may be used by any number of threads.
 */
public final class AnchorJudge {

  /** Most links that a machine follows in one run. */
  public static final int MAX_LINKS = 64;

  /**
   * Judges a link file by the bundle before it. Refuses {@code TOO_LARGE}, {@code
   * ANCHORS_MALFORMED}, {@code ROLLBACK}, {@code EQUIVOCATION}, {@code ANCHORS_CHAIN} and {@code
   * ANCHORS_UNTRUSTED}.
   */
  public Verdict<AnchorLink> judge(byte[] file, AnchorPoint before) {
    Verdict<AnchorLink> parsed = AnchorLinkJson.parse(file);
    if (parsed instanceof Rejected<AnchorLink>) {
      return parsed;
    }
    AnchorLink link = parsed.toOptional().orElseThrow();
    Optional<Refusal> misplaced = misplaced(link, before);
    return misplaced
        // That a source says two things is told if it signed both; anyone can write a second one.
        .filter(refusal -> refusal.reason() != StatusCode.EQUIVOCATION)
        .or(() -> unsigned(link, before.anchors()))
        .or(() -> misplaced)
        .map(Refusal::<AnchorLink>verdict)
        .orElse(parsed);
  }

  /** Judges the link that starts a chain: it is signed by enough keys of its own anchors. */
  Verdict<AnchorLink> judgeFirst(byte[] file) {
    Verdict<AnchorLink> parsed = AnchorLinkJson.parse(file);
    return parsed
        .toOptional()
        .flatMap(link -> unsigned(link, link.anchors()))
        .map(Refusal::<AnchorLink>verdict)
        .orElse(parsed);
  }

  private static Optional<Refusal> misplaced(AnchorLink link, AnchorPoint before) {
    AnchorBundle bundle = link.bundle();
    if (bundle.number() < before.number()) {
      return refusal(StatusCode.ROLLBACK, AnchorSentence.OLDER, bundle.number(), before.number());
    }
    if (bundle.number() == before.number()) {
      return refusal(
          StatusCode.EQUIVOCATION,
          AnchorSentence.TWICE,
          bundle.number(),
          before.bundle().map(AnchorsEntry::sha256).orElse(before.anchors().digest()),
          link.bundleName().sha256());
    }
    Optional<String> source = before.anchors().origin().map(origin -> origin.source());
    if (source.filter(known -> !known.equals(bundle.source())).isPresent()) {
      return refusal(
          StatusCode.ANCHORS_CHAIN,
          AnchorSentence.OF_ANOTHER_SOURCE,
          bundle.source(),
          source.get());
    }
    return follows(bundle, before)
        ? Optional.empty()
        : refusal(
            StatusCode.ANCHORS_CHAIN, AnchorSentence.NOT_NEXT, bundle.number(), before.number());
  }

  // What a PEM file was made from is not known to the byte, so its number has to do; from one
  // without a number, enough signatures lead anywhere.
  private static boolean follows(AnchorBundle bundle, AnchorPoint before) {
    if (before.number() == 0) {
      return true;
    }
    if (bundle.number() - before.number() != 1) {
      return false;
    }
    return bundle
        .previous()
        .filter(previous -> previous.number() == before.number())
        .filter(previous -> before.bundle().map(previous::equals).orElse(true))
        .isPresent();
  }

  // One key is one vote, however many anchors vouch for it.
  private static Optional<Refusal> unsigned(AnchorLink link, TrustAnchors anchors) {
    Set<AnchorKey> counted = new HashSet<>();
    int votes = 0;
    Optional<Rejected<?>> first = Optional.empty();
    for (byte[] signature : link.signatures()) {
      Verdict<Set<AnchorKey>> signed = AnchorSignature.judge(signature, link, anchors);
      if (signed instanceof Rejected<Set<AnchorKey>> refused) {
        first = first.isPresent() ? first : Optional.of(refused);
      }
      Set<AnchorKey> keys = signed.toOptional().orElse(Set.of());
      if (!keys.isEmpty() && Collections.disjoint(counted, keys)) {
        counted.addAll(keys);
        votes++;
      }
      if (votes >= anchors.threshold()) {
        return Optional.empty();
      }
    }
    return refusal(
        StatusCode.ANCHORS_UNTRUSTED,
        first.isPresent() ? AnchorSentence.UNSIGNED_BECAUSE : AnchorSentence.UNSIGNED,
        link.bundle().number(),
        votes,
        anchors.threshold(),
        first.map(refused -> (Object) refused.evidence().sentence()).orElse(""));
  }

  /**
   * Judges the dates of the newest bundle: as many keys as its threshold must be within theirs.
   *
   * @return {@code ANCHORS_EXPIRED} with the first that is not; empty if there are enough
   */
  public Optional<Rejected<AnchorLink>> outdated(AnchorBundle bundle, Instant now) {
    List<X509Certificate> good =
        bundle.anchors().stream().filter(a -> Certificates.isWithinDates(a, now)).toList();
    if (AnchorKey.of(good).size() >= bundle.threshold()) {
      return Optional.empty();
    }
    CertificateFacts offender =
        bundle.anchors().stream()
            .filter(anchor -> !good.contains(anchor))
            .map(anchor -> Certificates.facts(CertificateFacts.Role.ANCHOR, anchor))
            .findFirst()
            .orElseThrow();
    Evidence evidence =
        Evidence.of(
            AnchorSentence.EXPIRED,
            bundle.number(),
            bundle.threshold(),
            offender.subject(),
            offender.notBefore(),
            offender.notAfter(),
            now);
    return Optional.of(
        new Rejected<>(
            StatusCode.ANCHORS_EXPIRED,
            new Evidence(evidence.sentence(), Optional.of(offender), Optional.empty())));
  }

  private static Optional<Refusal> refusal(
      StatusCode code, AnchorSentence sentence, Object... figures) {
    return Optional.of(new Refusal(code, Evidence.of(sentence, figures)));
  }
}
