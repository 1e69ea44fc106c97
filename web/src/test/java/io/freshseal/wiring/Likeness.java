package io.freshseal.wiring;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.catalog.entity.SignatureEntry;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.StatusCode;
import java.util.Optional;

/** Components like one that there is. */
final class Likeness {

  private Likeness() {}

  static String told(Holding holding) {
    return holding.entry().id() + " " + holding.entry().signature().serial();
  }

  static Holding of(CatalogEntry like, String id) {
    return of(like, id, like.signature().serial());
  }

  static Holding of(CatalogEntry like, String id, long serial) {
    SignatureEntry signature = like.signature();
    CatalogEntry entry =
        new CatalogEntry(
            new ComponentId(id),
            like.kind(),
            like.platform(),
            like.version(),
            like.size(),
            like.sha256(),
            new SignatureEntry(
                signature.sha256(),
                signature.size(),
                serial,
                signature.signedAt(),
                signature.expires()));
    return new Holding(entry, StatusCode.OK, Optional.empty());
  }
}
