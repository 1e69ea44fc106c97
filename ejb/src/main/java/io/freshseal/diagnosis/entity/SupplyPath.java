package io.freshseal.diagnosis.entity;

import io.freshseal.forecast.entity.RelayStanding;
import io.freshseal.forecast.entity.Supply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The way that components came to a computer: by what each said it took from last, else by the
 * relay groups.
 *
 * @param relays the relays on the way, the nearest to the source first; without the computer itself
 * @param end where the first of them, or the computer, takes from
 * @param stranger who that is, where it is nobody of the fleet
 */
record SupplyPath(List<RelayStanding> relays, End end, Optional<String> stranger) {

  /** Where a way begins. */
  enum End {
    /** With the primary source. */
    SOURCE,
    /** With an address that is nobody's of the fleet. */
    STRANGER,
    /** Relays take from each other. */
    CIRCLE,
    /** Nobody can be reached. */
    NOBODY
  }

  SupplyPath {
    relays = List.copyOf(relays);
  }

  static SupplyPath of(Ward ward, Patient patient) {
    List<RelayStanding> relays = new ArrayList<>();
    Set<UUID> seen = new HashSet<>(Set.of(patient.id()));
    Patient at = patient;
    while (true) {
      Optional<String> from = at.run().flatMap(run -> run.from());
      Optional<RelayStanding> relay = from.flatMap(ward::relayAt);
      if (from.isPresent() && relay.isEmpty()) {
        return ward.isSource(from.get())
            ? new SupplyPath(relays, End.SOURCE, Optional.empty())
            : new SupplyPath(relays, End.STRANGER, from);
      }
      Supply supply = supply(ward, at);
      Optional<RelayStanding> next = relay.or(() -> supply.relay().flatMap(ward.picture()::relay));
      if (next.isEmpty()) {
        End end = supply.kind() == Supply.Kind.SOURCE ? End.SOURCE : End.NOBODY;
        return new SupplyPath(relays, end, Optional.empty());
      }
      if (!seen.add(next.get().id())) {
        return new SupplyPath(relays, End.CIRCLE, Optional.empty());
      }
      relays.add(0, next.get());
      at = Patient.of(next.get());
    }
  }

  private static Supply supply(Ward ward, Patient at) {
    return ward.picture()
        .relay(at.id())
        .map(ward.picture()::supplyOf)
        .orElseGet(() -> ward.picture().supplyOf(at.id(), at.group()));
  }

  /** The relay that the computer itself takes from. */
  Optional<RelayStanding> server() {
    return relays.isEmpty() ? Optional.empty() : Optional.of(relays.get(relays.size() - 1));
  }
}
