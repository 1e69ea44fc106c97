package io.freshseal.forecast.entity;

import io.freshseal.shared.entity.Sha256;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One agent, as little of it as a picture needs.
 *
 * @param group id of its relay group
 * @param holding names what it holds; empty before it told
 * @param point the catalog that it follows; empty before the first
 * @param joined when it joined the fleet
 */
public record AgentLine(
    UUID id,
    String group,
    Optional<Sha256> holding,
    Optional<CatalogPoint> point,
    boolean offline,
    Instant joined) {

  public AgentLine {
    Objects.requireNonNull(id);
    Objects.requireNonNull(group);
    Objects.requireNonNull(holding);
    Objects.requireNonNull(point);
    Objects.requireNonNull(joined);
  }
}
