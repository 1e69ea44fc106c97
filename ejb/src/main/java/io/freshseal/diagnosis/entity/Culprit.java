package io.freshseal.diagnosis.entity;

import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.groups.entity.RelayGroup;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Who or what is to blame.
 *
 * @param id of the relay or the relay group; empty where there is but one, or it has none
 * @param name what people call it
 */
public record Culprit(Place place, String id, String name) {

  public Culprit {
    Objects.requireNonNull(place);
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
  }

  /** The primary source at this address. */
  public static Culprit source(String address) {
    return new Culprit(Place.SOURCE, "", address);
  }

  /** A relay. */
  public static Culprit of(RelayStanding relay) {
    return new Culprit(Place.RELAY, relay.id().toString(), relay.name());
  }

  /** A relay group. */
  public static Culprit of(RelayGroup group) {
    return new Culprit(Place.GROUP, group.id(), group.name());
  }

  /** The computer itself: a relay alone, an agent together with those of its group. */
  public static Culprit of(Patient patient, Optional<RelayGroup> group) {
    return patient.relay()
        ? new Culprit(Place.RELAY, patient.id().toString(), patient.name())
        : new Culprit(
            Place.AGENT, patient.group(), group.map(RelayGroup::name).orElse(patient.group()));
  }

  /** The relay that is to blame, if one is. */
  public Optional<UUID> relay() {
    return place == Place.RELAY ? Optional.of(UUID.fromString(id)) : Optional.empty();
  }
}
