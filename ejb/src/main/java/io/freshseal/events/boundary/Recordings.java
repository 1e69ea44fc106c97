package io.freshseal.events.boundary;

import io.freshseal.events.entity.EventSentence;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.Recording;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.events.entity.UnrecordedEvent;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which types of events are recorded, and switching that. */
@Stateless
public class Recordings {

  @EJB private EventRows rows;
  @EJB private EventLog log;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** All types, in the order of the catalogue. */
  public List<Recording> list() {
    Set<String> off = rows.unrecorded();
    return Arrays.stream(EventType.values()).map(type -> recording(type, off)).toList();
  }

  /**
   * Switches the recording of a type on or off; from then on on every node. Told by an event,
   * unless it is so already.
   *
   * @param name foreign text, meant to be the name of a type
   */
  public Outcome<Recording> set(String name, boolean on) {
    Optional<EventType> found =
        Arrays.stream(EventType.values()).filter(type -> type.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, EventSentence.NO_TYPE);
    }
    EventType type = found.get();
    if (type.isAlwaysRecorded() && !on) {
      return Outcome.refused(StatusCode.CONFLICT, EventSentence.ALWAYS_RECORDED, type.number());
    }
    Instant now = clock.instant();
    String actor = session.getCallerPrincipal().getName();
    boolean changed =
        on ? rows.recordAgain(type) : recordNoMore(new UnrecordedEvent(type, actor, now));
    if (changed) {
      EventType told = on ? EventType.RECORDING_SWITCHED_ON : EventType.RECORDING_SWITCHED_OFF;
      log.record(
          SystemEvent.of(told, now)
              .about(type.name())
              .by(actor)
              .figures(type.origin(), type.number()));
    }
    return Outcome.done(new Recording(type, on, type.isAlwaysRecorded()));
  }

  // Of two who do it at the same moment, one has done it.
  private boolean recordNoMore(UnrecordedEvent type) {
    try {
      return rows.recordNoMore(type);
    } catch (EJBException e) {
      if (rows.unrecorded().contains(type.name())) {
        return false;
      }
      throw e;
    }
  }

  private static Recording recording(EventType type, Set<String> off) {
    return new Recording(type, !off.contains(type.name()), type.isAlwaysRecorded());
  }
}
