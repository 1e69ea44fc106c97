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

  public DeltaChange {
    Objects.requireNonNull(held);
    Objects.requireNonNull(wanted);
  }
}
