package io.freshseal.operation.boundary;

import io.freshseal.alerts.boundary.AlertWatch;
import io.freshseal.computers.boundary.HoldingRows;
import io.freshseal.computers.boundary.TokenRows;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.updates.boundary.UpdateRetention;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes what nobody needs any more, so that a database of years is as large as one of months:
 * what is over for longer than events are kept, and lists that no computer holds any more. Each
 * stroke is a short transaction of its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Retention {

  // A computer that sent a list is about to name it, at the latest with its next heartbeat.
  private static final Duration UNHELD = Duration.ofDays(1);

  @EJB private EventLog events;
  @EJB private AlertWatch alerts;
  @EJB private UpdateRetention updates;
  @EJB private Repairs repairs;
  @EJB private TokenRows tokens;
  @EJB private HoldingRows holdings;
  @EJB private SettingsDesk settings;
  @Inject private Clock clock;

  /** Deletes it all; whatever a fault leaves is met the next time. */
  public void deleteOld() {
    Instant now = clock.instant();
    Instant before = now.minus(settings.current().eventsRetention());
    events.deleteBefore(before);
    alerts.deleteBefore(before);
    updates.deleteEndedBefore(before);
    repairs.deleteBefore(before);
    tokens.deleteEndedBefore(before);
    holdings.deleteUnheld(now.minus(UNHELD));
  }
}
