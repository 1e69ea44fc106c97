package io.freshseal.forecast.boundary;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.forecast.entity.SourceOffer;
import io.freshseal.forecast.entity.SourcePast;
import io.freshseal.forecast.entity.SourcePastRow;
import io.freshseal.forecast.entity.SourceRow;
import io.freshseal.forecast.entity.SourceSight;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of what sources offered; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SourceRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Adds what was seen before the restart to a sight that knows of no offer. */
  public SourceSight remembered(SourceSight sight) {
    return sight
        .address()
        .filter(address -> sight.offer().isEmpty())
        .flatMap(address -> Optional.ofNullable(entities.find(SourceRow.class, address)))
        .flatMap(row -> offer(row).map(offer -> sight.remembering(offer, row.seen())))
        .orElse(sight);
  }

  /** Since when a source offers what, as far as it is kept. */
  public SourcePast past(String address) {
    return new SourcePast(
        entities
            .createQuery(
                "select p from SourcePastRow p where p.address = :address", SourcePastRow.class)
            .setParameter("address", address)
            .getResultStream()
            .collect(Collectors.toMap(SourcePastRow::component, SourcePastRow::offers)));
  }

  /**
   * Keeps since when a source offers what it does.
   *
   * @param kept what is kept already: only what differs from that is written
   */
  public void keep(String address, SourcePast past, SourcePast kept) {
    past.components()
        .forEach(
            (id, offers) -> {
              if (!offers.equals(kept.of(id))) {
                entities.merge(new SourcePastRow(address, id, offers));
              }
            });
    kept.components().keySet().stream()
        .filter(id -> !past.components().containsKey(id))
        .map(id -> entities.find(SourcePastRow.class, new SourcePastRow.Key(address, id)))
        .filter(Objects::nonNull)
        .forEach(entities::remove);
  }

  // Another node may have written it, and nobody compares a digest: it is bounded like any other.
  // What is too large here is asked of the source once more.
  private static Optional<SourceOffer> offer(SourceRow row) {
    byte[] payload = row.payload();
    return CatalogJson.parse(payload) instanceof CatalogReading.Read read
        ? Optional.of(
            new SourceOffer(
                read.catalog(), row.envelope(), Sha256.of(payload), List.of(), Map.of()))
        : Optional.empty();
  }

  /** Keeps what was seen; the whole catalog is written only when it is another. */
  public void keep(SourceSight sight) {
    SourceOffer offer = sight.offer().orElseThrow();
    String address = sight.address().orElseThrow();
    SourceRow row = entities.find(SourceRow.class, address);
    if (row != null && row.envelope().equals(offer.envelope())) {
      row.seenAgain(sight.seen().orElseThrow());
    } else {
      byte[] payload = CatalogJson.write(offer.catalog());
      entities.merge(new SourceRow(address, sight.seen().orElseThrow(), offer.envelope(), payload));
    }
  }
}
