package io.freshseal.diagnosis.entity;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Why one computer fails.
 *
 * @param relays the relays on the way to it, the nearest to the source first; without itself
 * @param path the way as it is to be drawn, the source first
 * @param facts what shows it, or what is missing to tell
 */
public record Finding(
    Cause cause,
    Culprit culprit,
    Patient patient,
    List<UUID> relays,
    List<Hop> path,
    List<Fact> facts) {

  public Finding {
    Objects.requireNonNull(cause);
    Objects.requireNonNull(culprit);
    Objects.requireNonNull(patient);
    relays = List.copyOf(relays);
    path = List.copyOf(path);
    facts = List.copyOf(facts);
  }

  /** The relays between whoever is to blame and the computer, the uppermost first. */
  List<UUID> relaysBelow() {
    if (culprit.place() == Place.AGENT) {
      return List.of();
    }
    int at = culprit.relay().map(relays::indexOf).orElse(-1);
    return relays.subList(at + 1, relays.size());
  }
}
