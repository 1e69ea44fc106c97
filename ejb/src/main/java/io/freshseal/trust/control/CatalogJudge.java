package io.freshseal.trust.control;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.CatalogFreshness;
import io.freshseal.trust.entity.CatalogMemory;
import io.freshseal.trust.entity.JudgeContext;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.RollbackRules;
import io.freshseal.trust.entity.Verdict;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges catalogs in two stages, because even a catalog that must not be followed any more tells
 * what the signature files at hand are. Holds no state; may be used by any number of threads.
 */
public final class CatalogJudge {

  /** Longest accepted signed catalog, in bytes. */
  public static final int MAX_BYTES = CatalogJson.MAX_BYTES + SignatureJudge.MAX_BYTES;

  /** Steps 1 to 8: who signed it, and that it is a catalog. */
  public Verdict<JudgedCatalog> verify(byte[] envelope, JudgeContext context) {
    return EnvelopeJudge.judge(envelope, MAX_BYTES, new CatalogBinding(), context)
        .fold(
            judged ->
                Verdict.accept(
                    new JudgedCatalog(
                        judged.value().value().catalog(),
                        judged.value().facts(),
                        judged.value().value().payload(),
                        Sha256.of(envelope))),
            refused -> Verdict.reject(refused.reason(), refused.evidence()));
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
