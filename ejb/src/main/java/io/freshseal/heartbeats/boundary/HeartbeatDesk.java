package io.freshseal.heartbeats.boundary;

import io.freshseal.computers.boundary.FleetCertificates;
import io.freshseal.computers.boundary.HoldingRows;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.heartbeats.entity.HeartbeatRhythm;
import io.freshseal.heartbeats.entity.ReportedEvents;
import io.freshseal.heartbeats.entity.Speaker;
import io.freshseal.member.control.HoldingsJson;
import io.freshseal.member.entity.ComputerName;
import io.freshseal.member.entity.Heartbeat;
import io.freshseal.member.entity.HeartbeatAnswer;
import io.freshseal.member.entity.Holdings;
import io.freshseal.member.entity.Order;
import io.freshseal.member.entity.OrderReport;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.ManagerSettings;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.updates.boundary.Orders;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Takes a heartbeat in. Events are stored first, in a transaction of their own, each once by its
 * key; then the computer's row. If the database fails in between, the computer sends everything
 * again and nothing is there twice.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HeartbeatDesk {

  @EJB private HeartbeatRows rows;
  @EJB private HoldingRows holdings;
  @EJB private Orders orders;
  @EJB private FleetCertificates certificates;
  @EJB private EventLog events;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  /**
   * Takes it in and answers it.
   *
   * @param address where it came from
   * @return empty if there is no such computer any more
   * @throws jakarta.ejb.EJBException if the database does not take it; nothing is confirmed then
   */
  public Optional<HeartbeatAnswer> take(UUID computer, Heartbeat heartbeat, String address) {
    Instant now = clock.instant();
    ManagerSettings manager = settings.current().manager();
    Optional<Speaker> speaker = rows.speaker(computer);
    if (speaker.isEmpty()) {
      return Optional.empty();
    }
    List<SystemEvent> reported = ReportedEvents.of(speaker.get(), heartbeat, now);
    if (!reported.isEmpty()) {
      events.storeAll(reported);
    }
    // Before its row, so that what an order changed holds for what the computer says with it.
    Set<UUID> confirmed = report(computer, heartbeat.orders(), now);
    heartbeat.held().ifPresent(held -> keep(held, heartbeat.holdings(), now));
    Optional<Taken> taken =
        rows.take(
            computer,
            heartbeat,
            new Arrival(now, HeartbeatRhythm.latest(manager.heartbeat()), address));
    taken.ifPresent(t -> tell(speaker.get(), heartbeat.facts().name(), t, now));
    return taken.map(t -> answer(new Work(now, orders.of(computer, now), confirmed), heartbeat, t));
  }

  // Somebody cancelled a run, or its time was up, while its computer reported: what is there now
  // decides.
  private Set<UUID> report(UUID computer, List<OrderReport> reports, Instant now) {
    try {
      return orders.report(computer, reports, now);
    } catch (EJBException e) {
      return orders.report(computer, reports, now);
    }
  }

  // The list is written anew and named by its own digest: a computer that says another one has
  // sent something else than it names, and is asked again.
  private void keep(Holdings held, Sha256 named, Instant now) {
    byte[] json = HoldingsJson.write(held);
    if (Sha256.of(json).equals(named)) {
      try {
        holdings.keep(new HoldingRow(named, json, held, now));
      } catch (EJBException e) {
        if (!holdings.knows(named)) {
          throw e;
        }
      }
    }
  }

  // What is ordered at a time, and whose outcome is known.
  private record Work(Instant now, List<Order> due, Set<UUID> confirmed) {}

  private HeartbeatAnswer answer(Work work, Heartbeat heartbeat, Taken taken) {
    ManagerSettings manager = settings.current().manager();
    return new HeartbeatAnswer(
        work.now(),
        HeartbeatRhythm.next(manager.heartbeat(), ThreadLocalRandom.current()),
        taken.wantsHoldings(),
        work.due(),
        taken.relays(),
        manager.updateInterval(),
        heartbeat.events().stream().map(SystemEvent::key).collect(Collectors.toSet()),
        work.confirmed(),
        certificates.digests());
  }

  private void tell(Speaker speaker, ComputerName name, Taken taken, Instant now) {
    if (!name.equals(speaker.name())) {
      events.record(
          SystemEvent.of(EventType.COMPUTER_RENAMED, now)
              .about(name.text())
              .by(speaker.actor())
              .figures(speaker.name(), name, speaker.id()));
    }
    if (taken.copied()) {
      events.record(
          SystemEvent.of(EventType.COMPUTER_COPIED, now)
              .about(name.text())
              .by(speaker.actor())
              .figures(name, speaker.id(), taken.formerAddress(), taken.address()));
    }
    if (taken.cameBack()) {
      events.record(
          SystemEvent.of(EventType.COMPUTER_ONLINE, now).about(name.text()).figures(name));
    }
  }
}
