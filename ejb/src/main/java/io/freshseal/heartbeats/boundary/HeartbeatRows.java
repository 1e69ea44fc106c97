package io.freshseal.heartbeats.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Assignment;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.Contact;
import io.freshseal.computers.entity.Joining;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.heartbeats.entity.Speaker;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.MemberFacts;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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
    boolean wasCopied = computer.copiedSince(arrival.at()).isPresent();
    String formerAddress = computer.address();
    Duration ahead = Duration.between(arrival.at(), heartbeat.time());
    List<Object> before = ruledBy(computer);
    computer.heard(heartbeat, new Contact(arrival.at(), arrival.next(), ahead, arrival.address()));
    if (!ruledBy(computer).equals(before)) {
      rules.follow(computer, arrival.at());
    }
    boolean known = computers.knows(heartbeat.holdings());
    if (known) {
      computer.holds(heartbeat.holdings());
    }
    boolean copied = !wasCopied && computer.copiedSince(arrival.at()).isPresent();
    return Optional.of(
        new Taken(
            wasOffline, formerAddress, arrival.address(), copied, !known, relays.of(computer)));
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

  /** Computers that missed two heartbeats and were not marked yet, at most so many. */
  public List<UUID> missing(Instant now, int most) {
    return computers.missing(now, most).stream().map(Computer::id).toList();
  }

  /**
   * Marks a computer, unless it was heard in the meantime.
   *
   * @param tell hears of it before the mark is committed: a kill in between has it told again, not
   *     forgotten
   */
  public void markMissing(UUID id, Instant now, Consumer<Computer> tell) {
    computers
        .claim(id)
        .filter(computer -> computer.isOffline(now) && !computer.reportedOffline())
        .ifPresent(
            computer -> {
              computer.missed();
              tell.accept(computer);
            });
  }
}
