package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.Sha256;
import java.util.BitSet;
import java.util.List;

/**
 * Signature files of one catalog that are asked for at once.
 *
 * @param catalog the digest of the signed catalog, as the source handed it out
 * @param components what it names, in its order
 * @param wanted places among these
 */
public record SeriesRequest(Sha256 catalog, List<CatalogEntry> components, BitSet wanted) {

  public SeriesRequest {
    components = List.copyOf(components);
    wanted = (BitSet) wanted.clone();
  }
}
