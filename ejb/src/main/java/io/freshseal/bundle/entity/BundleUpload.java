package io.freshseal.bundle.entity;

import java.util.Objects;
import java.util.UUID;

/**
 * A bundle that arrives in pieces.
 *
 * @param length of the whole file
 * @param offset bytes that are here: where the next piece begins
 */
public record BundleUpload(UUID id, long length, long offset) {

  public BundleUpload {
    Objects.requireNonNull(id);
  }

  /** Whether all of it is here. */
  public boolean whole() {
    return offset == length;
  }
}
