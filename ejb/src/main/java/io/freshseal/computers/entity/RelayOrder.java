package io.freshseal.computers.entity;

import io.freshseal.shared.entity.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The order in which a computer asks the relays of its group: by the digest of both names
 * (rendezvous hashing). It stays the same, differs from its neighbours', and a relay that comes or
 * goes moves no other. Those that are known to fail come last, in the same order among themselves.
 */
public final class RelayOrder {

  private RelayOrder() {}

  /** The relays in this computer's order, those that fail after all others. */
  public static List<Computer> of(UUID computer, List<Computer> relays, Set<UUID> failing) {
    return of(computer, relays).stream()
        .sorted(Comparator.comparing(relay -> failing.contains(relay.id())))
        .toList();
  }

  /** The relays in this computer's order. */
  public static List<Computer> of(UUID computer, List<Computer> relays) {
    return relays.stream().sorted(Comparator.comparing(Computer::id, of(computer))).toList();
  }

  /** The same order over the ids of relays. */
  public static Comparator<UUID> of(UUID computer) {
    return Comparator.comparing(relay -> weight(computer, relay));
  }

  private static Sha256 weight(UUID computer, UUID relay) {
    return Sha256.of((computer + "\n" + relay).getBytes(StandardCharsets.US_ASCII));
  }
}
