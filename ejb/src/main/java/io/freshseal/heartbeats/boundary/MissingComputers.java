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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

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
    for (UUID id : rows.missing(now, BATCH)) {
      rows.markMissing(id, now, computer -> events.record(offline(computer, now)));
    }
  }

  // Each silence has one key, so that it is told once however often it is told.
  private static SystemEvent offline(Computer computer, Instant now) {
    String name = computer.name().text();
    String since = computer.lastSeen().map(Instant::toString).orElse("");
    byte[] silence = ("offline " + computer.id() + " " + since).getBytes(StandardCharsets.US_ASCII);
    return SystemEvent.of(EventType.COMPUTER_OFFLINE, now)
        .under(UUID.nameUUIDFromBytes(silence))
        .about(name)
        .figures(name, since);
  }
}
