package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Agents that are alike in everything that a forecast asks for, and how many they are.
 *
 * @param group id of their relay group
 * @param supply whom they ask: the first relay of their own order that can be reached
 * @param holding names what they hold; empty before they told
 * @param point the catalog that they follow; empty before the first
 * @param joined about when they joined the fleet, never earlier than they did; empty where that is
 *     long ago
 * @param computers how many, 1 or more
 * @param offline how many of them are not heard any more
 * @param example the id of one of them
 */
public record AgentShare(
    String group,
    Supply supply,
    Optional<Sha256> holding,
    Optional<CatalogPoint> point,
    Optional<Instant> joined,
    long computers,
    long offline,
    UUID example) {

  public AgentShare {
    Objects.requireNonNull(group);
    Objects.requireNonNull(supply);
    Objects.requireNonNull(holding);
    Objects.requireNonNull(point);
    Objects.requireNonNull(joined);
    Objects.requireNonNull(example);
    if (computers < 1 || offline < 0 || offline > computers) {
      throw new IllegalArgumentException("no count of computers");
    }
  }
}
