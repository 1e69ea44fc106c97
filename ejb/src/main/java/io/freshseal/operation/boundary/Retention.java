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
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Deletes what nobody needs any more, so that a database of years is as large as one of months:
 * what is over for longer than events are kept, and lists that no computer holds any more. Each
 * stroke is a short transaction of its own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Retention {

  private static final System.Logger LOG = System.getLogger(Retention.class.getName());

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

  /** Deletes it all; what a fault leaves of one kind is met the next time. */
  public void deleteOld() {
    Instant now = clock.instant();
    Instant before = now.minus(settings.current().eventsRetention());
    Map<String, Runnable> deletions = new LinkedHashMap<>();
    deletions.put("events", () -> events.deleteBefore(before));
    deletions.put("alerts", () -> alerts.deleteBefore(before));
    deletions.put("security updates", () -> updates.deleteEndedBefore(before));
    deletions.put("repairs", () -> repairs.deleteBefore(before));
    deletions.put("enrolment tokens", () -> tokens.deleteEndedBefore(before));
    deletions.put("lists of what computers hold", () -> holdings.deleteUnheld(now.minus(UNHELD)));
    attempt(deletions);
  }

  // Each by itself: one kind that always fails must not let the others grow for ever.
  static void attempt(Map<String, Runnable> deletions) {
    deletions.forEach(
        (kind, deletion) -> {
          try {
            deletion.run();
          } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "old " + kind + " are not deleted", e);
          }
        });
  }
}
