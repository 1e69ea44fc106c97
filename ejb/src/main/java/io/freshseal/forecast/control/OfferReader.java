package io.freshseal.forecast.control;

import io.freshseal.replication.control.CatalogAnswer;
import io.freshseal.shared.entity.Sha256;
import java.util.Optional;

/** A source as far as the watch over it needs it. Trusts and judges nothing. */
public interface OfferReader {

  /**
   * Asks for the signed catalog.
   *
   * @param etag the quoted digest of the one at hand; empty to get it in any case
   */
  CatalogAnswer catalog(Optional<String> etag);

  /**
   * Asks for a signature file.
   *
   * @param size the length it must have
   * @return empty if it cannot be had now
   */
  Optional<byte[]> signature(Sha256 digest, long size);
}
