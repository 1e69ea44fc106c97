package io.freshseal.bundle.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.EventType;
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

  /** The journey that goes on; empty if none was ever begun, as far as events are kept. */
  public Optional<Begun> begun() {
    EventType type = EventType.COURIER_BEGUN;
    EventQuery query = EventQuery.all().origin(type.origin()).number(type.number()).page(0, 1);
    return events.find(query).events().stream()
        .findFirst()
        .map(event -> new Begun(event.time(), event.actor()));
  }
}
