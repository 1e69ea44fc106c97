package io.freshseal.catalog.entity;

import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/**
 * One component version with the newest signature file of it.
 *
 * @param size length of the content in bytes, zero or more
 * @param sha256 digest of the content
 */
public record CatalogEntry(
    ComponentId id,
    ComponentKind kind,
    Platform platform,
    ComponentVersion version,
    long size,
    Sha256 sha256,
    SignatureEntry signature) {

  public CatalogEntry {
    Objects.requireNonNull(id);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(version);
    Objects.requireNonNull(sha256);
    Objects.requireNonNull(signature);
    if (size < 0) {
      throw new IllegalArgumentException("negative size");
    }
  }

  /** The same component version with another signature file. */
  public CatalogEntry withSignature(SignatureEntry other) {
    return new CatalogEntry(id, kind, platform, version, size, sha256, other);
  }
}
