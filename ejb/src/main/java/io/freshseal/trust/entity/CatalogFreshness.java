package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.time.Instant;
import java.util.Optional;

/**
 * Step 10: a catalog past its {@code expires} may be a frozen one that hides newer catalogs; one
 * issued far in the future says that it or the clock is wrong.
 */
public final class CatalogFreshness {

  private CatalogFreshness() {}

  /** Refuses {@code CLOCK_UNTRUSTED} and {@code CATALOG_EXPIRED}. */
  public static Optional<Rejected<JudgedCatalog>> refuses(Catalog catalog, Instant now) {
    if (TrustedTime.isTooFarAhead(catalog.issued(), now)) {
      return refusal(
          StatusCode.CLOCK_UNTRUSTED,
          Evidence.of(TrustSentence.CATALOG_ISSUED_AHEAD, catalog.issued(), now)
              .decidedBy(catalog.issued()));
    }
    if (!now.isBefore(catalog.expires())) {
      return refusal(
          StatusCode.CATALOG_EXPIRED,
          Evidence.of(TrustSentence.CATALOG_EXPIRED, catalog.sequence(), catalog.expires(), now)
              .decidedBy(catalog.expires()));
    }
    return Optional.empty();
  }

  private static Optional<Rejected<JudgedCatalog>> refusal(StatusCode code, Evidence evidence) {
    return Optional.of(new Rejected<>(code, evidence));
  }
}
