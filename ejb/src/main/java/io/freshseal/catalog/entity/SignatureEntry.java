package io.freshseal.catalog.entity;

import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.Objects;

/**
 * One signature file, as a catalog names it or as a store holds it.
 *
 * @param sha256 digest of the signature file
 * @param size its length in bytes, positive
 * @param serial counts up from 1 for one component version; 0 if the holder cannot know it (a stale
 *     file that no known catalog names)
 * @param signedAt the signed attribute signing-time
 * @param expires the earliest notAfter of its chain
 */
public record SignatureEntry(
    Sha256 sha256, long size, long serial, Instant signedAt, Instant expires) {

  public SignatureEntry {
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(signedAt);
    Objects.requireNonNull(expires);
    if (size < 1 || serial < 0) {
      throw new IllegalArgumentException("size or serial out of range");
    }
  }
}
