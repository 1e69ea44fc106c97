package io.freshseal.bundle.boundary;

import io.freshseal.bundle.entity.CourierRule;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * When this server last began a journey over an air gap. It is an event and nothing else: what is
 * done of a journey is what can be shown for it since then.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CourierLog {

  @EJB private BundleEvents told;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /**
   * Who began a journey, and when.
   *
   * @param by the account
   */
  public record Begun(Instant since, String by) {}

  /**
   * Begins a journey; the caller is named in its event.
   *
   * @return empty, and nothing begun, where there is neither a relay nor a source
   */
  public Optional<Begun> begin() {
    if (!told.active()) {
      return Optional.empty();
    }
    Begun begun = new Begun(clock.instant(), session.getCallerPrincipal().getName());
    told.record(begun.by(), EventType.COURIER_BEGUN);
    return Optional.of(begun);
  }

  /**
   * Tells once of each date of a courier that passes while no later one is set: from then on
   * nothing is held to a date, and nobody may have noticed that the courier did not come.
   */
  public void overdue(CourierRule rule) {
    rule.passed(clock.instant())
        .map(Instant::toString)
        .filter(
            date ->
                newest(EventType.COURIER_OVERDUE).filter(e -> e.figures().contains(date)).isEmpty())
        .ifPresent(date -> told.record(SystemEvent.SYSTEM, EventType.COURIER_OVERDUE, date));
  }

  /** The journey that goes on; empty if none was ever begun, as far as events are kept. */
  public Optional<Begun> begun() {
    return newest(EventType.COURIER_BEGUN).map(event -> new Begun(event.time(), event.actor()));
  }

  private Optional<StoredEvent> newest(EventType type) {
    EventQuery query = EventQuery.all().origin(type.origin()).number(type.number()).page(0, 1);
    return events.find(query).events().stream().findFirst();
  }
}
