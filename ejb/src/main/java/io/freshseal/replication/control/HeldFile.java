package io.freshseal.replication.control;

import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.SignatureFacts;
import io.freshseal.trust.entity.Verdict;

/**
 * What is held of a component, with the verdict about its signature file as of this run.
 *
 * @param whole whether its content is here too, or need not be
 */
record HeldFile(CatalogEntry entry, Verdict<SignatureFacts> verdict, boolean whole) {

  boolean isValid() {
    return verdict.code() == StatusCode.OK;
  }

  boolean isExpired() {
    return verdict.code() == StatusCode.DIGITAL_SIGNATURE_CERT_EXPIRE;
  }

  /** Tells whether the bytes are here as they were admitted, whatever they say. */
  boolean isReadable() {
    return verdict.code() != StatusCode.STORAGE_FAULT;
  }
}
