package io.freshseal.catalog.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/** An object that a catalog names beside its components, for example a CRL. */
public record ObjectEntry(Sha256 sha256, long size) {

  public ObjectEntry {
    Objects.requireNonNull(sha256);
    if (size < 1) {
      throw new IllegalArgumentException("size out of range");
    }
  }
}
