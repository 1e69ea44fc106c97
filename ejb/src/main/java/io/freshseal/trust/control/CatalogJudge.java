package io.freshseal.trust.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CatalogFreshness;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.Revocations;
import io.freshseal.trust.entity.RollbackRules;
import io.freshseal.trust.entity.SignatureBasis.PostQuantum;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Judges catalogs in two stages, because even a catalog that must not be followed any more tells
 * what the signature files at hand are. Holds no state; may be used by any number of threads.
 */
public final class CatalogJudge {

  /** Longest signed catalog that is accepted anywhere, in bytes. */
  public static final int MAX_BYTES = CatalogJson.MAX_BYTES + SignatureJudge.MAX_BYTES;

  /** Longest signed catalog that is accepted in a process with this heap, in bytes. */
  public static int mostBytes() {
    return CatalogJson.mostBytes() + SignatureJudge.MAX_BYTES;
  }

  /** Steps 1 to 8: who signed it, and that it is a catalog. */
  public Verdict<JudgedCatalog> verify(byte[] envelope, JudgeContext context) {
    return examine(envelope, context).map(Examined::judged);
  }

  /**
   * The same for bytes that the own store holds under their digest: accepted once, they are read in
   * a smaller heap too.
   */
  public Verdict<JudgedCatalog> verifyOwn(byte[] envelope, JudgeContext context) {
    return examineOwn(envelope, context).map(Examined::judged);
  }

  /**
   * A catalog whose signature holds.
   *
   * @param standing what to know it by later; empty if it must be judged each time
   */
  public record Examined(JudgedCatalog judged, Optional<StandingSignature> standing) {}

  /** The same, for those who keep what comes of it. */
  public Verdict<Examined> examine(byte[] envelope, JudgeContext context) {
    return examine(envelope, mostBytes(), CatalogJson::parse, context);
  }

  /** The same for bytes of the own store, as {@link #verifyOwn}. */
  public Verdict<Examined> examineOwn(byte[] envelope, JudgeContext context) {
    return examine(envelope, MAX_BYTES, CatalogJson::parseOwn, context);
  }

  private static Verdict<Examined> examine(
      byte[] envelope, int most, Function<byte[], CatalogReading> reader, JudgeContext context) {
    return EnvelopeJudge.judge(envelope, most, new CatalogBinding(reader), context)
        .map(
            judged ->
                new Examined(
                    new JudgedCatalog(
                        judged.value().catalog(),
                        judged.facts(),
                        judged.chain(),
                        Optional.of(judged.value().payload()),
                        Sha256.of(judged.value().payload()),
                        Sha256.of(envelope)),
                    StandingSignature.of(judged, context)));
  }

  /**
   * Step 5 once more, by the lists at hand now. Refuses {@code DIGITAL_SIGNATURE_REVOKED} and
   * {@code DIGITAL_SIGNATURE_REVOCATION_UNKNOWN}. Of a classical signer whom the post-quantum
   * signature outvotes, only that he is revoked is asked: his authority may have ended with him.
   */
  public Optional<Rejected<JudgedCatalog>> unrevoked(JudgedCatalog judged, JudgeContext context) {
    if (judged.chain().isEmpty()) {
      return Optional.empty();
    }
    boolean outvoted = judged.facts().basis().postQuantum() == PostQuantum.ALONE;
    return RevocationStep.refuses(
            CandidateChain.whole(judged.chain()), outvoted ? context.beforeLists() : context)
        .map(refusal -> new Rejected<>(refusal.reason(), refusal.evidence()));
  }

  /**
   * Of these lists the newest of each issuer of the catalog's chain, and of each anchor, for what
   * the catalog names may be signed under others of them; lists of strangers count for nothing.
   */
  public Map<X509Certificate, RevocationList> lists(
      JudgedCatalog judged, TrustAnchors anchors, Revocations lists) {
    Map<X509Certificate, RevocationList> found = new LinkedHashMap<>();
    Stream.concat(judged.chain().stream().skip(1), anchors.certificates().stream())
        .forEach(
            issuer ->
                RevocationStep.newest(lists, issuer).ifPresent(list -> found.put(issuer, list)));
    return found;
  }

  /**
   * Steps 9 and 10: whether it may be followed. Refuses {@code CLOCK_UNTRUSTED}, {@code ROLLBACK},
   * {@code EQUIVOCATION} and {@code CATALOG_EXPIRED}.
   *
   * @param memory what is remembered of the catalog's source; empty if nothing is
   */
  public Optional<Rejected<JudgedCatalog>> fresh(
      JudgedCatalog judged, Optional<CatalogMemory> memory, Instant now) {
    return memory
        .flatMap(known -> RollbackRules.refuses(judged, known))
        .or(() -> CatalogFreshness.refuses(judged.catalog(), now));
  }
}
