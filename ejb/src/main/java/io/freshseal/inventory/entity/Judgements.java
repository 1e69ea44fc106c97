package io.freshseal.inventory.entity;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.SignatureBasis;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.TrustPolicy.TimestampRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On what the signature files of a store were accepted when it was looked at last. Immutable, equal
 * if they say the same.
 *
 * @param accepted by the digest of the signature file; what was refused is not in it
 */
public record Judgements(Map<Sha256, SignatureBasis> accepted) {

  /** Nothing was looked at yet. */
  public static final Judgements NONE = new Judgements(Map.of());

  public Judgements {
    accepted = Map.copyOf(accepted);
  }

  /** What a look at a store has found. */
  public static Judgements of(List<Holding> holdings) {
    Map<Sha256, SignatureBasis> accepted = new HashMap<>();
    for (Holding holding : holdings) {
      holding
          .facts()
          .map(SignatureFacts::basis)
          .ifPresent(basis -> accepted.put(holding.entry().signature().sha256(), basis));
    }
    return new Judgements(accepted);
  }

  /** On what the signature file of an entry was accepted; empty if it was not, or not yet seen. */
  public Optional<SignatureBasis> of(CatalogEntry entry) {
    return Optional.ofNullable(accepted.get(entry.signature().sha256()));
  }

  /** How many of these entries stand by their timestamps alone. */
  public long timestamped(List<CatalogEntry> entries) {
    return entries.stream()
        .flatMap(entry -> of(entry).stream())
        .filter(basis -> basis.dates() == TimestampRule.TIMESTAMPED)
        .count();
  }
}
