package io.freshseal.heartbeats.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.Contact;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.computers.entity.Joining;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.heartbeats.entity.Speaker;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes what a heartbeat changes, in one transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HeartbeatRows {

  @EJB private ComputerRows computers;
  @EJB private RelayLists relays;
  @EJB private RuleDesk rules;

  /** Whom a key of this computer speaks for; empty if the fleet has no such computer. */
  public Optional<Speaker> speaker(UUID id) {
    return computers
        .find(id)
        .map(computer -> new Speaker(computer.id(), computer.name(), computer.mayRelay()));
  }

  /** Writes it; empty if there is no such computer any more. */
  public Optional<Taken> take(UUID id, Heartbeat heartbeat, Arrival arrival) {
    Optional<Computer> found = computers.claim(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Computer computer = found.get();
    boolean wasOffline = computer.reportedOffline();
    Duration ahead = Duration.between(arrival.at(), heartbeat.time());
    List<Object> before = ruledBy(computer);
    computer.heard(heartbeat, new Contact(arrival.at(), arrival.next(), ahead, arrival.address()));
    if (!ruledBy(computer).equals(before)) {
      rules.follow(computer, arrival.at());
    }
    boolean known = know(heartbeat, arrival);
    if (known) {
      computer.holds(heartbeat.holdings());
    }
    return Optional.of(new Taken(wasOffline, !known, relays.of(computer)));
  }

  // What assignment rules ask for: only where that changes, they are asked.
  private static List<Object> ruledBy(Computer computer) {
    return List.of(computer.name(), computer.address(), computer.facts().platform());
  }

  /** Makes the row of the manager's own process, unless it is there; it has no key. */
  public void makeOwn(UUID id, MemberFacts facts, Instant now) {
    if (computers.find(id).isEmpty()) {
      Joining joining =
          new Joining(
              Optional.empty(), RelayGroup.DEFAULT_ID, Assignment.DEFAULT, true, "", "", now);
      computers.add(new Computer(id, facts, joining));
    }
  }

  /**
   * Marks computers that missed two heartbeats, at most so many; answers those.
   *
   * @param most keeps one transaction short when a whole network is gone
   */
  public List<Computer> markMissing(Instant now, int most) {
    List<Computer> missing = computers.missing(now, most);
    missing.forEach(Computer::missed);
    return missing;
  }

  // The list is written anew and named by its own digest: a computer that says another one has
  // sent something else than it names, and is asked again.
  private boolean know(Heartbeat heartbeat, Arrival arrival) {
    if (computers.knows(heartbeat.holdings())) {
      return true;
    }
    if (heartbeat.held().isEmpty()) {
      return false;
    }
    Holdings held = heartbeat.held().get();
    byte[] json = HoldingsJson.write(held);
    Sha256 digest = Sha256.of(json);
    if (!digest.equals(heartbeat.holdings())) {
      return false;
    }
    computers.keep(new HoldingRow(digest, json, held, arrival.at()));
    return true;
  }
}
