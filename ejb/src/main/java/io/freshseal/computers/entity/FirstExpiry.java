package io.freshseal.computers.entity;

import io.freshseal.member.entity.HeldFile.ChainPlace;
import java.time.Instant;
import java.util.Objects;

/**
 * What runs out first of everything that a computer holds.
 *
 * @param component its name
 * @param place which certificate of its chain that is
 */
public record FirstExpiry(Instant at, String component, ChainPlace place) {

  public FirstExpiry {
    Objects.requireNonNull(at);
    Objects.requireNonNull(component);
    Objects.requireNonNull(place);
  }
}
