package io.freshseal.shelf.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/**
 * A delta that is ready (RFC 9842, {@code dcz}), or a whole as {@code zstd}.
 *
 * @param change what it leads from and to
 * @param digest of the delta itself
 * @param length of the delta itself in bytes
 */
public record Delta(DeltaChange change, Sha256 digest, long length) {

  public Delta {
    Objects.requireNonNull(change);
    Objects.requireNonNull(digest);
  }
}
