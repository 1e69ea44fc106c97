package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.ComputerState;
import io.freshseal.computers.entity.FirstExpiry;
import io.freshseal.computers.entity.GroupSize;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.entity.HeldFile.ChainPlace;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts and first expiries of the fleet, worked out by the database; no list is read for them. */
@Stateless
public class FleetFigures {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  @EJB private ComputerRows rows;
  @Inject private Clock clock;

  /** How many computers are in each state; every state is there, the worst first. */
  public Map<ComputerState, Long> perState() {
    Instant now = clock.instant();
    Map<ComputerState, Long> counts = new EnumMap<>(ComputerState.class);
    for (ComputerState state : ComputerState.values()) {
      counts.put(state, rows.find(inState(state), now).total());
    }
    return counts;
  }

  private static ComputerQuery inState(ComputerState state) {
    return new ComputerQuery(
        Optional.empty(), Optional.empty(), Optional.of(state), Optional.empty(), 0, 1);
  }

  /**
   * How many computers are in each relay group, by its id, and how many of them serve the others; a
   * group without any is not there.
   */
  public Map<String, GroupSize> perGroup() {
    Map<String, Long> relays = perGroup("where c.roles like :relay and c.url >= 'h' ", relay());
    Map<String, GroupSize> sizes = new HashMap<>();
    perGroup("", Map.of())
        .forEach(
            (group, all) -> sizes.put(group, new GroupSize(all, relays.getOrDefault(group, 0L))));
    return sizes;
  }

  /** How many relays are at work with each build, the newest build first. */
  public SortedMap<RelayBuild, Long> relaysPerBuild() {
    SortedMap<RelayBuild, Long> builds = new TreeMap<>(Comparator.reverseOrder());
    TypedQuery<Object[]> query =
        entities.createQuery(
            "select c.build, count(c) from Computer c where c.roles like :relay group by c.build",
            Object[].class);
    relay().forEach(query::setParameter);
    query
        .getResultStream()
        .forEach(
            row -> builds.put(RelayBuild.parse((String) row[0]).orElseThrow(), number(row[1])));
    return builds;
  }

  private static Map<String, Object> relay() {
    return Map.of("relay", "%" + MemberRole.RELAY.text() + "%");
  }

  private Map<String, Long> perGroup(String where, Map<String, Object> parameters) {
    TypedQuery<Object[]> query =
        entities.createQuery(
            "select c.group, count(c) from Computer c " + where + "group by c.group",
            Object[].class);
    parameters.forEach(query::setParameter);
    return query
        .getResultStream()
        .collect(Collectors.toMap(row -> (String) row[0], row -> number(row[1])));
  }

  private static long number(Object figure) {
    return ((Number) figure).longValue();
  }

  /** What runs out first at these computers, by the digest of what they hold. */
  public Map<Sha256, FirstExpiry> firstExpiries(Collection<Computer> computers) {
    Set<String> digests =
        computers.stream()
            .flatMap(computer -> computer.holding().stream())
            .map(Sha256::hex)
            .collect(Collectors.toSet());
    return digests.isEmpty() ? Map.of() : firstExpiries(digests);
  }

  private Map<Sha256, FirstExpiry> firstExpiries(Set<String> digests) {
    List<Object[]> found =
        entities
            .createQuery(
                "select h.digest, h.firstExpiry, h.firstComponent, h.firstPlace"
                    + " from HoldingRow h where h.digest in :digests and h.firstExpiry is not null",
                Object[].class)
            .setParameter("digests", digests)
            .getResultList();
    return found.stream()
        .collect(
            Collectors.toMap(
                row -> new Sha256((String) row[0]),
                row -> new FirstExpiry((Instant) row[1], (String) row[2], (ChainPlace) row[3])));
  }
}
