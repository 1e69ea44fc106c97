package io.freshseal.alerts.boundary;

import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertDays;
import io.freshseal.alerts.entity.Circumstances;
import io.freshseal.alerts.entity.Findings;
import io.freshseal.computers.boundary.FleetCertificates;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.forecast.boundary.Forecasts;
import io.freshseal.forecast.boundary.PrimarySource;
import io.freshseal.forecast.entity.Assumption;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.ManagerSettings;
import io.freshseal.trust.entity.TrustedTime;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at the fleet, brings the alerts in line with it and tells of each change once: what was
 * changed and not told, because the process died in between, is told at the next look, under the
 * same key.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlertWatch {

  // Below that an update of the largest usual component may not fit any more.
  private static final long LEAST_ROOM = 100L * 1024 * 1024;

  @EJB private AlertRows rows;
  @EJB private Forecasts forecasts;
  @EJB private PrimarySource source;
  @EJB private FleetCertificates certificates;
  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @Inject private Clock clock;

  /** Looks once; for one node at a time. */
  public void look() {
    Instant now = clock.instant();
    // Before the source was asked for the first time there is nothing to measure by.
    if (source.sight().asked().isPresent()) {
      rows.follow(Findings.of(forecasts.make(Assumption.RELAYS_RENEW), circumstances(now)), now);
    }
    for (Alert alert : rows.untold()) {
      events.record(event(alert));
      rows.told(alert.id(), alert.revision());
    }
  }

  /** Deletes alerts that ended before a time. */
  public void deleteBefore(Instant time) {
    rows.deleteBefore(time);
  }

  private Circumstances circumstances(Instant now) {
    ManagerSettings manager = settings.current().manager();
    return new Circumstances(
        new AlertDays(manager.alerts().days()),
        manager.alerts().behindAfter(),
        rows.clocks(TrustedTime.TOLERANCE.toMillis(), now),
        rows.disks(LEAST_ROOM, now),
        certificates.servedUntil());
  }

  private static SystemEvent event(Alert alert) {
    SystemEvent event = SystemEvent.of(type(alert), alert.changedAt());
    return new SystemEvent(
        alert.eventKey(),
        event.time(),
        event.type(),
        alert.kind().name(),
        SystemEvent.SYSTEM,
        Optional.empty(),
        List.of(alert.sentence().encoded(), alert.level().name()));
  }

  private static EventType type(Alert alert) {
    if (alert.endedAt().isPresent()) {
      return EventType.ALERT_ENDED;
    }
    return alert.revision() == 1 ? EventType.ALERT_STARTED : EventType.ALERT_CHANGED;
  }
}
