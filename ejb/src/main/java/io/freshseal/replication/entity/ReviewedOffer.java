package io.freshseal.replication.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.trust.entity.JudgedCatalog;
import io.freshseal.trust.entity.RevocationList;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a source offers, judged as a run would judge it, with nothing kept. Contents are not looked
 * at.
 *
 * @param catalog refused with what a run would refuse it with
 * @param revocations the lists that count for it; empty if the catalog is refused
 * @param components one for each component of the catalog, in its order; empty if it is refused
 */
public record ReviewedOffer(
    Verdict<JudgedCatalog> catalog,
    List<RevocationList> revocations,
    List<ReviewedComponent> components) {

  /**
   * The signature file of a component.
   *
   * @param held what the store holds of the component, if anything
   * @param action what a run would do
   * @param signature the judgement; {@code SOURCE_INCOMPLETE} if neither store nor source has it
   */
  public record ReviewedComponent(
      CatalogEntry entry,
      Optional<CatalogEntry> held,
      Action action,
      Verdict<SignatureFacts> signature) {

    public ReviewedComponent {
      Objects.requireNonNull(entry);
      Objects.requireNonNull(held);
      Objects.requireNonNull(action);
      Objects.requireNonNull(signature);
    }
  }

  public ReviewedOffer {
    Objects.requireNonNull(catalog);
    revocations = List.copyOf(revocations);
    components = List.copyOf(components);
  }

  /** An offer whose catalog is refused. */
  public static ReviewedOffer refused(Verdict.Rejected<JudgedCatalog> why) {
    return new ReviewedOffer(why, List.of(), List.of());
  }
}
