package io.freshseal.member.entity;

import io.freshseal.shared.entity.Sha256;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a computer stands: what it follows and holds, as its own judging sees it.
 *
 * @param digest names the list of what is held
 */
public record Standing(Optional<Followed> followed, Holdings holdings, Sha256 digest) {

  public Standing {
    Objects.requireNonNull(followed);
    Objects.requireNonNull(holdings);
    Objects.requireNonNull(digest);
  }
}
