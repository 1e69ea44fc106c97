package io.freshseal.operation.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

/** The server's own clockwork. Whatever is thrown below, no series ends. */
@Startup
@Singleton
@DependsOn({"RelayDesk", "SourceDesk", "FirstAdministrator"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HousekeepingTimer {

  private static final System.Logger LOG = System.getLogger(HousekeepingTimer.class.getName());
  private static final String LEASE = "housekeeping";
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);

  @EJB private EventLog events;
  @EJB private SettingsDesk settings;
  @EJB private Leases leases;
  @Inject private Clock clock;

  @PostConstruct
  void started() {
    Settings now = settings.current();
    String roles = now.roles().stream().sorted().map(Role::text).collect(Collectors.joining(", "));
    events.record(SystemEvent.of(EventType.SERVER_STARTED, clock.instant()).figures(roles));
    LOG.log(Level.INFO, "started with the roles {0}; data folder {1}", roles, now.data());
  }

  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "events.drain")
  void drain() {
    guarded("events.drain", events::drain);
  }

  @Schedule(
      hour = "*",
      minute = "*",
      second = "*/15",
      persistent = false,
      info = "settings.refresh")
  void refresh() {
    guarded("settings.refresh", settings::refresh);
  }

  @Schedule(hour = "*", minute = "41", persistent = false, info = "events.retention")
  void retain() {
    guarded("events.retention", this::deleteOld);
  }

  private void deleteOld() {
    if (leases.take(LEASE, LEASE_TIME)) {
      events.deleteBefore(clock.instant().minus(settings.current().eventsRetention()));
      leases.giveBack(LEASE);
    }
  }

  private static void guarded(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the timer " + name + " goes on after a fault", e);
    }
  }
}
