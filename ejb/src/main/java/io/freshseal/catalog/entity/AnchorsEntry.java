package io.freshseal.catalog.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/**
 * The numbered bundle of trust anchors that a catalog names.
 *
 * @param number counts up from 1
 */
public record AnchorsEntry(long number, Sha256 sha256, long size) {

  public AnchorsEntry {
    Objects.requireNonNull(sha256);
    if (number < 1 || size < 1) {
      throw new IllegalArgumentException("number or size out of range");
    }
  }
}
