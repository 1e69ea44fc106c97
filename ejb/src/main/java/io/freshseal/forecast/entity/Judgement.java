package io.freshseal.forecast.entity;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The fleet as it would be judged on a day.
 *
 * @param agents how many there are
 * @param refusing how many of them refuse what they are handed
 * @param unknown of how many it is not known what they are handed
 * @param relays those that hand out something that is refused
 */
public record Judgement(
    Instant day, long agents, long refusing, long unknown, List<RelayStanding> relays) {

  public Judgement {
    Objects.requireNonNull(day);
    relays = List.copyOf(relays);
  }
}
