package io.freshseal.heartbeats.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Notices computers that are not heard any more. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MissingComputers {

  private static final int BATCH = 500;

  @EJB private HeartbeatRows rows;
  @EJB private EventLog events;
  @Inject private Clock clock;

  /** Marks and reports each computer that missed two heartbeats since the last look, once. */
  public void look() {
    Instant now = clock.instant();
    List<Computer> missing = rows.markMissing(now, BATCH);
    for (Computer computer : missing) {
      String name = computer.name().text();
      events.record(
          SystemEvent.of(EventType.COMPUTER_OFFLINE, now)
              .about(name)
              .figures(name, computer.lastSeen().map(Instant::toString).orElse("")));
    }
  }
}
