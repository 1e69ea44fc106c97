package io.freshseal.member.entity;

import io.freshseal.shared.entity.HttpProxy;
import java.util.Objects;

/**
 * The proxy between a computer and where its group takes components from.
 *
 * @param relaysToo whether the relays of the list are asked through it, as those of a parent group
 *     are; else only the primary source is
 */
public record WayOut(HttpProxy proxy, boolean relaysToo) {

  public WayOut {
    Objects.requireNonNull(proxy);
  }
}
