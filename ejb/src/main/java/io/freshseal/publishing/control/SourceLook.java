package io.freshseal.publishing.control;

import io.freshseal.shared.control.StorageException;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.vault.control.Vault;

/**
 * Somebody reads what a source offers.
 *
 * @param <T> what they make of it
 */
@FunctionalInterface
public interface SourceLook<T> {

  /**
   * Reads; changes nothing.
   *
   * @throws StorageException if the disk refuses
   */
  T at(Vault vault, TrustAnchors anchors) throws StorageException;
}
