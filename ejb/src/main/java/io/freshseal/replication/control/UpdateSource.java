package io.freshseal.replication.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.ClockSighting;
import io.freshseal.vault.control.PartialObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where components come from: another relay, the primary source, later a folder or a bundle. Trusts
 * nothing that arrives and judges nothing; bounds everything in size and time. What goes wrong at
 * the source is an answer, never an exception. For several threads at once.
 */
public interface UpdateSource {

  /**
   * Asks for the signed catalog.
   *
   * @param etag the entity tag of the catalog at hand, with its quotes: the quoted digest of the
   *     signed catalog; empty to get it in any case
   */
  CatalogAnswer fetchCatalog(Optional<String> etag);

  /**
   * Asks for a small object by its digest, whole, into memory: a signature file, which is judged
   * before it is kept.
   *
   * @param size the length it must have
   */
  BytesAnswer fetchBytes(Sha256 digest, long size);

  /**
   * Asks for the link of the chain of trust anchors with this number; {@code SOURCE_INCOMPLETE} if
   * there is none (yet).
   *
   * @param maxBytes the most bytes to accept
   */
  BytesAnswer fetchAnchors(long number, long maxBytes);

  /**
   * Asks for the newest signature file that the source holds for a component version: the way to
   * get one when the object that the catalog names is not there.
   *
   * @param maxBytes the most bytes to accept
   */
  BytesAnswer fetchSignature(ComponentId id, ComponentVersion version, long maxBytes);

  /**
   * Asks for many signature files of a catalog at once. What is handed over is what is there; all
   * else can still be had one by one.
   *
   * @param wanted of the catalog that this source handed out
   * @throws StorageException if the taker's disk refuses
   */
  default SeriesAnswer fetchSignatures(SeriesRequest wanted, SeriesTaker taker)
      throws StorageException {
    return SeriesAnswer.NONE;
  }

  /**
   * Asks for the bytes of an object that are not there yet, from {@code into.length()} on, and
   * appends them as they arrive. Does not complete it. A source that begins at the front again is
   * followed by {@link PartialObject#restart}.
   *
   * @throws StorageException if the local disk refuses
   */
  ObjectAnswer fetchObject(PartialObject into) throws StorageException;

  /**
   * The same, as a difference to something that is held here if the source has one and nothing has
   * arrived yet. What comes of it is as much and as good as otherwise.
   *
   * @throws StorageException if the local disk refuses
   */
  default ObjectAnswer fetchObject(PartialObject into, Optional<HeldContent> base)
      throws StorageException {
    return fetchObject(into);
  }

  /**
   * The same as {@link #fetchCatalog(Optional)}, as a difference to one that is held here if the
   * source has one.
   */
  default CatalogAnswer fetchCatalog(Optional<String> etag, Optional<HeldContent> base) {
    return fetchCatalog(etag);
  }

  /** The base URL, where the source has one that an operator can go to. */
  default Optional<String> address() {
    return Optional.empty();
  }

  /**
   * Asks the source, and further hosts that it knows, what time it is there. Takes as long as one
   * answer of each; hosts that do not answer are left out.
   *
   * @param local what the local clock says now
   */
  default List<ClockSighting> clocks(Instant local) {
    return List.of();
  }

  /** The build that the source named in its latest answer; foreign text, bounded. */
  Optional<String> relayBuild();
}
