package io.freshseal.bundle.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells what is done with bundles: of the relay of this process, or of its source without one. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleEvents {

  @EJB private RelayDesk relay;
  @EJB private SourceDesk source;
  @EJB private EventLog events;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  /** Whether there is a relay or a source here to tell of. */
  public boolean active() {
    return relay.active() || source.active();
  }

  /** Tells it, naming who has done it. */
  public void record(String actor, EventType type, Object... figures) {
    if (relay.active()) {
      relay.recordBy(actor, type, figures);
    } else {
      events.record(
          SystemEvent.of(type, clock.instant())
              .about(settings.current().source().name())
              .by(actor)
              .figures(figures));
    }
  }
}
