package io.freshseal.replication.control;

import io.freshseal.shared.control.StorageException;

/**
 * Takes the signature files of a series as they arrive, each whole, in the order of the catalog.
 */
@FunctionalInterface
public interface SeriesTaker {

  /**
   * Takes one.
   *
   * @param place in the catalog
   * @param file with a serial if it is not the one that the catalog names but the newest that the
   *     source holds; not judged yet
   * @return whether it can be what was asked for; if not, nothing more of the series is wanted
   * @throws StorageException if the local disk refuses
   */
  boolean take(int place, BytesAnswer.Fetched file) throws StorageException;
}
