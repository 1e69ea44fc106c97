package io.freshseal.heartbeats.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.FirstExpiry;
import io.freshseal.computers.entity.RelayOrder;
import io.freshseal.groups.boundary.GroupProxies;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.RelayList;
import io.freshseal.member.entity.WayOut;
import io.freshseal.replication.control.relay.OwnAddress;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where each computer takes components from. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class RelayLists {

  private static final int MOST_RELAYS = 200;

  @EJB private ComputerRows computers;
  @EJB private GroupRows groups;
  @EJB private GroupProxies proxies;
  @EJB private SettingsDesk settings;
  @EJB private FleetFigures figures;
  @Inject private Clock clock;

  /**
   * An agent takes from the relays of its group. A relay takes from where its group does: the
   * parent's relays, or the primary source. The proxy of its own group stands before whatever is
   * outside of the group.
   */
  public RelayList of(Computer computer) {
    RelayGroup group = groups.find(computer.group()).orElseThrow();
    boolean relay = computer.facts().is(MemberRole.RELAY);
    Optional<WayOut> out = proxies.of(group).map(proxy -> new WayOut(proxy, relay));
    if (!relay) {
      return list(computer, group, out);
    }
    Optional<RelayGroup> parent = group.parent().flatMap(groups::find);
    return parent
        .map(above -> list(computer, above, out))
        .orElseGet(() -> new RelayList(group.name(), List.of(), primary(), out));
  }

  private RelayList list(Computer computer, RelayGroup group, Optional<WayOut> out) {
    List<Computer> relays =
        computers.relaysOf(group.id(), MOST_RELAYS).stream()
            .filter(relay -> !relay.id().equals(computer.id()))
            .toList();
    List<URI> urls =
        RelayOrder.of(computer.id(), relays, failing(relays)).stream()
            .flatMap(relay -> relay.facts().url().stream())
            .limit(RelayList.MAX_RELAYS)
            .toList();
    Optional<URI> primary = group.primaryFallback() ? primary() : Optional.empty();
    // Nobody is told the proxy's password who has nothing to ask through it.
    boolean through = primary.isPresent() || out.filter(WayOut::relaysToo).isPresent();
    return new RelayList(group.name(), urls, primary, through ? out : Optional.empty());
  }

  // Whoever asks such a relay first is sent into its failure: it is not heard, its own last update
  // failed, or what it hands out has run out.
  private Set<UUID> failing(List<Computer> relays) {
    // Nobody can be put behind anybody.
    if (relays.size() < 2) {
      return Set.of();
    }
    Instant now = clock.instant();
    Map<Sha256, FirstExpiry> expiries = figures.firstExpiries(relays);
    return relays.stream()
        .filter(
            relay ->
                relay.isOffline(now)
                    || relay.lastRun().filter(run -> run.error().code() != 0).isPresent()
                    || relay
                        .holding()
                        .map(expiries::get)
                        .filter(first -> !first.at().isAfter(now))
                        .isPresent())
        .map(Computer::id)
        .collect(Collectors.toSet());
  }

  private Optional<URI> primary() {
    Settings now = settings.current();
    return now.manager().primarySource().or(() -> own(now));
  }

  // Where nothing is said, the source of this process is the primary one, beside its relay.
  private static Optional<URI> own(Settings now) {
    return Optional.of(now.relay().url().orElseGet(() -> OwnAddress.relay(now.http())))
        .filter(url -> now.has(Role.SOURCE))
        .map(url -> url.resolve("/source/v1"));
  }
}
