package io.freshseal.trust.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;

/**
 * Two contents under one name: proof that a source, or whoever has its key, says two things.
 *
 * @param accepted digest of what this machine accepted first: a catalog's payload, or content
 * @param offered digest of what came later in its place, never kept
 */
public record Conflict(Sha256 accepted, Sha256 offered) {

  public Conflict {
    Objects.requireNonNull(accepted);
    Objects.requireNonNull(offered);
  }
}
