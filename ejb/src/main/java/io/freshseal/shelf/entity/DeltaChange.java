package io.freshseal.shelf.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/**
 * From which object to which.
 *
 * @param held what a reader has: the dictionary
 * @param wanted what it asks for
 */
public record DeltaChange(Sha256 held, Sha256 wanted) {

  // The digest of no bytes: what everybody has.
  private static final Sha256 NOTHING = Sha256.of(new byte[0]);

  public DeltaChange {
    Objects.requireNonNull(held);
    Objects.requireNonNull(wanted);
  }

  /** To all of it from nothing: not a delta but plain {@code zstd}. */
  public static DeltaChange whole(Sha256 wanted) {
    return new DeltaChange(NOTHING, wanted);
  }

  /** Whether it takes nothing that is held. */
  public boolean isWhole() {
    return held.equals(NOTHING);
  }
}
