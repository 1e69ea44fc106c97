package io.freshseal.sim;

import io.freshseal.events.entity.EventError;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.entity.RelayBuild;
import io.freshseal.member.control.HeartbeatJson;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Enrolment;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.LastRun;
import io.freshseal.member.entity.MemberFacts;
import io.freshseal.member.entity.MemberRole;
import io.freshseal.member.entity.MemberSentence;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.member.entity.OrderState;
import io.freshseal.member.entity.ProcessId;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One agent, as far as its manager can tell: it keeps its events until they are stored, carries an
 * order out once however often it hears it, and tells the outcome until that is confirmed. Used by
 * one thread at a time.
 */
final class SimulatedComputer {
  private final MemberFacts facts;
  private final ProcessId process = ProcessId.next(new SecureRandom());
  private final Holdings holdings;
  private final Sha256 digest;
  private final Map<UUID, SystemEvent> spool = new LinkedHashMap<>();
  private final Map<UUID, OrderReport> outcomes = new LinkedHashMap<>();
  private final Set<UUID> carriedOut = new LinkedHashSet<>();
  private Optional<Enrolment> enrolment = Optional.empty();
  private Optional<LastRun> lastRun = Optional.empty();
  private boolean asked;
  private int made;
  private int orderedAgain;

  SimulatedComputer(String name, Holdings holdings) {
    this.facts =
        new MemberFacts(
            new ComputerName(name),
            new Platform("linux-amd64"),
            new RelayBuild(26, 0, 0, 100),
            Set.of(MemberRole.AGENT),
            Optional.empty());
    this.holdings = holdings;
    this.digest = Sha256.of(HoldingsJson.write(holdings));
  }

  MemberFacts facts() {
    return facts;
  }

  void joined(Enrolment given) {
    enrolment = Optional.of(given);
  }

  Optional<Enrolment> enrolment() {
    return enrolment;
  }

  /** Something happens here that the manager is to hear of. */
  void happen(Instant now) {
    SystemEvent event = SystemEvent.of(EventType.AGENT_STARTED, now);
    spool.put(event.key(), event);
    made++;
  }

  /** What it says now. */
  byte[] heartbeat(Instant now) {
    return HeartbeatJson.write(
        new Heartbeat(
            now,
            facts,
            Optional.of(process),
            50_000_000_000L,
            Optional.empty(),
            digest,
            asked ? Optional.of(holdings) : Optional.empty(),
            lastRun,
            outcomes.values().stream().limit(Heartbeat.MAX_ORDERS).toList(),
            spool.values().stream().limit(Heartbeat.MAX_EVENTS).toList()));
  }

  /** Takes the answer in and does what it orders. */
  void hear(HeartbeatAnswer answer, Instant now) {
    spool.keySet().removeAll(answer.stored());
    outcomes.keySet().removeAll(answer.confirmed());
    asked = answer.wantsHoldings();
    for (Order order : answer.orders()) {
      if (carriedOut.add(order.id())) {
        carryOut(order, now);
      } else if (!outcomes.containsKey(order.id())) {
        orderedAgain++;
      }
    }
  }

  private void carryOut(Order order, Instant now) {
    EventError well = EventError.of(StatusCode.OK);
    Sentence done = Sentence.of(MemberSentence.ORDER_DONE);
    outcomes.put(order.id(), new OrderReport(order.id(), OrderState.SUCCEEDED, well, done, now));
    lastRun = Optional.of(new LastRun(now, well, done, Optional.empty(), Optional.empty()));
  }

  /** How many events it has made. */
  int made() {
    return made;
  }

  /** Whether the manager knows everything that there is to tell. */
  boolean hasToldAll() {
    return spool.isEmpty() && outcomes.isEmpty() && !asked;
  }

  /** The ids of the orders that it has carried out. */
  Set<UUID> orders() {
    return Set.copyOf(carriedOut);
  }

  /** How often it was given an order whose outcome had been confirmed. */
  int orderedAgain() {
    return orderedAgain;
  }
}
