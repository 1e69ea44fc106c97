package io.freshseal.member.control;

import io.freshseal.member.entity.RelayList;
import io.freshseal.replication.control.http.BaseUrl;
import io.freshseal.replication.entity.Reach;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom to ask for components, by what the manager said and by how often nobody answered. After
 * three rounds without an answer the primary source is asked after the relays, if the group permits
 * it, until a relay answers. Not for several threads.
 */
final class RelayRounds {

  /** After so many updates in a row that no relay answered, the primary source may be asked. */
  static final int BEFORE_PRIMARY = 3;

  private int failures;

  /** The addresses in the order to try them. */
  List<Reach> sources(RelayList list) {
    List<Reach> from = new ArrayList<>(list.relayReaches());
    // Where no relay is named there is nobody to wait for.
    if (failures >= BEFORE_PRIMARY || from.isEmpty()) {
      list.primaryReach().ifPresent(from::add);
    }
    return List.copyOf(from);
  }

  /**
   * Notes how a round ended. A primary source that answers is no reason to believe in the relays
   * again, nor is an update that asked nobody.
   *
   * @param reached whether anybody answered
   * @param from who was asked last; empty if nobody was
   * @return whether a relay answered
   */
  boolean ended(Optional<RelayList> list, boolean reached, Optional<String> from) {
    Optional<String> primary =
        list.flatMap(RelayList::primary).map(URI::toString).map(RelayRounds::normal);
    boolean byPrimary = primary.isPresent() && from.map(RelayRounds::normal).equals(primary);
    boolean byRelay = reached && from.isPresent() && !byPrimary;
    if (!reached) {
      failures++;
    } else if (byRelay) {
      failures = 0;
    }
    return byRelay;
  }

  private static String normal(String address) {
    return BaseUrl.parse(address).map(BaseUrl::toString).orElse(address);
  }
}
