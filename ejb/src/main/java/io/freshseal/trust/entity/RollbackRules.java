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

  private RollbackRules() {}

  /** Refuses {@code ROLLBACK} and {@code EQUIVOCATION}. A higher epoch is never refused. */
  public static Optional<Rejected<JudgedCatalog>> refuses(
      JudgedCatalog judged, CatalogMemory memory) {
    Catalog offered = judged.catalog();
    if (offered.epoch() > memory.epoch()) {
      return Optional.empty();
    }
    if (offered.epoch() < memory.epoch() || offered.sequence() < memory.sequence()) {
      return refusal(
          StatusCode.ROLLBACK,
          "The catalog has epoch %d and sequence %d, but epoch %d and sequence %d were accepted."
              .formatted(offered.epoch(), offered.sequence(), memory.epoch(), memory.sequence()));
    }
    if (offered.sequence() == memory.sequence()
        && !judged.payloadDigest().equals(memory.catalog())) {
      return refusal(
          StatusCode.EQUIVOCATION,
          "Two catalogs have sequence %d: %s was accepted, %s is offered."
              .formatted(offered.sequence(), memory.catalog(), judged.payloadDigest()));
    }
    return offered.components().stream()
        .flatMap(entry -> memory.component(entry.id()).flatMap(m -> refuses(entry, m)).stream())
        .findFirst();
  }

  private static Optional<Rejected<JudgedCatalog>> refuses(
      CatalogEntry entry, ComponentMemory known) {
    if (entry.version().isOlderThan(known.version())) {
      return refusal(
          StatusCode.ROLLBACK,
          "%s %s is older than version %s, which was accepted."
              .formatted(entry.id(), entry.version(), known.version()));
    }
    if (!entry.version().equals(known.version())) {
      return Optional.empty();
    }
    if (!entry.sha256().equals(known.content())) {
      return refusal(
          StatusCode.EQUIVOCATION,
          "%s %s is named with content %s, but was accepted with %s."
              .formatted(entry.id(), entry.version(), entry.sha256(), known.content()));
    }
    if (entry.signature().serial() < known.serial()) {
      return refusal(
          StatusCode.ROLLBACK,
          "%s %s is named with signature serial %d, but serial %d was accepted."
              .formatted(entry.id(), entry.version(), entry.signature().serial(), known.serial()));
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

  private static Optional<Rejected<JudgedCatalog>> refusal(StatusCode code, String detail) {
    return Optional.of(new Rejected<>(code, Evidence.of(detail)));
  }
}
