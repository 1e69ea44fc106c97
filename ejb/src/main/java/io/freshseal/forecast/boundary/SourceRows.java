package io.freshseal.forecast.boundary;

import io.freshseal.catalog.control.CatalogJson;
import io.freshseal.catalog.control.CatalogReading;
import io.freshseal.forecast.entity.SourceOffer;
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
import java.util.Optional;

/** The rows of what sources offered; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SourceRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Adds what was seen before the restart to a sight that knows nothing. */
  public SourceSight remembered(SourceSight blank) {
    return blank
        .address()
        .flatMap(address -> Optional.ofNullable(entities.find(SourceRow.class, address)))
        .flatMap(row -> offer(row).map(offer -> blank.remembering(offer, row.seen())))
        .orElse(blank);
  }

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
