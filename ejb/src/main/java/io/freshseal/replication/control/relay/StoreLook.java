package io.freshseal.replication.control.relay;

import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.control.Vault;

/** Reads a store by what it is judged with. */
@FunctionalInterface
public interface StoreLook<T> {

  /**
   * Reads; changes nothing.
   *
   * @throws StorageException if the disk refuses
   */
  T at(Vault vault, TrustBasis trust) throws StorageException;
}
