package io.freshseal.trust.entity;

import io.freshseal.catalog.entity.Catalog;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Verdict.Rejected;
import java.util.Optional;

/**
 * Step 9: within an epoch, sequence, versions and serials never go back, and nothing is ever given
 * a second content. Pure decisions over what is remembered of the source.
 */
public final class RollbackRules {

  /** How much higher than the one that is remembered an epoch may be. */
  public static final long LONGEST_EPOCH_STEP = 1000;

  private RollbackRules() {}

  /**
   * Refuses {@code ROLLBACK}, {@code EQUIVOCATION} and {@code EPOCH_JUMP}, and {@code TOO_LARGE}
   * for more components than can be remembered. A higher epoch starts everything anew, unless it is
   * so high that a thief could use the numbers up with it.
   */
  public static Optional<Rejected<JudgedCatalog>> refuses(
      JudgedCatalog judged, CatalogMemory memory) {
    Catalog offered = judged.catalog();
    if (offered.epoch() > memory.epoch()) {
      return offered.epoch() - memory.epoch() <= LONGEST_EPOCH_STEP
          ? Optional.empty()
          : refusal(
              StatusCode.EPOCH_JUMP,
              Evidence.of(
                  TrustSentence.EPOCH_AHEAD, offered.epoch(), memory.epoch(), LONGEST_EPOCH_STEP));
    }
    if (offered.epoch() < memory.epoch() || offered.sequence() < memory.sequence()) {
      return refusal(
          StatusCode.ROLLBACK,
          Evidence.of(
              TrustSentence.CATALOG_OLDER,
              offered.epoch(),
              offered.sequence(),
              memory.epoch(),
              memory.sequence()));
    }
    if (offered.sequence() == memory.sequence()
        && !judged.payloadDigest().equals(memory.catalog())) {
      return refusal(
          StatusCode.EQUIVOCATION,
          Evidence.of(
                  TrustSentence.CATALOG_TWICE,
                  offered.sequence(),
                  memory.catalog(),
                  judged.payloadDigest())
              .between(new Conflict(memory.catalog(), judged.payloadDigest())));
    }
    return offered.components().stream()
        .flatMap(entry -> memory.component(entry.id()).flatMap(m -> refuses(entry, m)).stream())
        .findFirst()
        .or(() -> exceeds(offered, memory).map(much -> new Rejected<>(StatusCode.TOO_LARGE, much)));
  }

  /** What there is to object to so many components in one epoch; empty if nothing. */
  public static Optional<Evidence> exceeds(Catalog offered, CatalogMemory memory) {
    int size = offered.epoch() == memory.epoch() ? memory.sizeAfter(offered) : 0;
    boolean grows = size > memory.components().size();
    return grows && size > CatalogMemory.MAX_COMPONENTS
        ? Optional.of(
            Evidence.of(
                TrustSentence.COMPONENTS_EXCEED,
                size,
                offered.epoch(),
                CatalogMemory.MAX_COMPONENTS))
        : Optional.empty();
  }

  private static Optional<Rejected<JudgedCatalog>> refuses(
      CatalogEntry entry, ComponentMemory known) {
    if (entry.version().isOlderThan(known.version())) {
      return refusal(
          StatusCode.ROLLBACK,
          Evidence.of(TrustSentence.COMPONENT_OLDER, entry.id(), entry.version(), known.version()));
    }
    if (!entry.version().equals(known.version())) {
      return Optional.empty();
    }
    if (!entry.sha256().equals(known.content())) {
      return refusal(
          StatusCode.EQUIVOCATION,
          Evidence.of(
                  TrustSentence.COMPONENT_TWICE,
                  entry.id(),
                  entry.version(),
                  entry.sha256(),
                  known.content())
              .between(new Conflict(known.content(), entry.sha256())));
    }
    if (entry.signature().serial() < known.serial()) {
      return refusal(
          StatusCode.ROLLBACK,
          Evidence.of(
              TrustSentence.SERIAL_OLDER,
              entry.id(),
              entry.version(),
              entry.signature().serial(),
              known.serial()));
    }
    return Optional.empty();
  }

  /**
   * The rule for a signature file at hand, which does not say its serial: tells whether it was
   * signed before the one that is remembered for the same version. Equal times are not older.
   */
  public static boolean isOlder(
      SignatureFacts facts, ComponentVersion version, ComponentMemory known) {
    return version.equals(known.version()) && facts.signingTime().isBefore(known.signedAt());
  }

  private static Optional<Rejected<JudgedCatalog>> refusal(StatusCode code, Evidence evidence) {
    return Optional.of(new Rejected<>(code, evidence));
  }
}
