package io.freshseal.operation.boundary;

import io.freshseal.alerts.boundary.AlertWatch;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.forecast.boundary.PrimarySource;
import io.freshseal.heartbeats.boundary.MissingComputers;
import io.freshseal.heartbeats.boundary.OwnRelay;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.lease.entity.Claim;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.StorageException;
import io.freshseal.tasks.boundary.ScheduledTasks;
import io.freshseal.updates.boundary.Orders;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
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
@DependsOn({"SettingsDesk", "Leases"}) // EventLog comes with SettingsDesk; see Clockwork
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HousekeepingTimer {

  private static final System.Logger LOG = System.getLogger(HousekeepingTimer.class.getName());
  private static final String LEASE = "housekeeping";
  private static final String DRAIN = "events.drain";
  private static final String REFRESH = "settings.refresh";
  private static final String RETAIN = "events.retention";
  private static final String MISSING = "computers.missing";
  private static final String OWN_RELAY = "relay.report";
  private static final String ALERTS = "alerts.look";
  private static final String SOURCE = "source.sight";
  private static final String TASKS = "tasks.due";
  private static final String UPDATES = "updates.tend";
  private static final String REPAIRS = "repairs.tend";
  private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
  private static final Duration EVERY_REPAIR = Duration.ofSeconds(2);
  private static final Duration EVERY_DRAIN = Duration.ofSeconds(5);
  private static final Duration EVERY_REFRESH = Duration.ofSeconds(15);
  private static final Duration EVERY_HOUR = Duration.ofHours(1);
  private static final Duration RETAIN_FIRST = Duration.ofMinutes(1);
  private static final Duration LEASE_TIME = Duration.ofMinutes(10);

  @EJB private EventLog events;
  @EJB private SettingsDesk settings;
  @EJB private Leases leases;
  @EJB private MissingComputers missing;
  @EJB private OwnRelay ownRelay;
  @EJB private Orders orders;
  @EJB private ScheduledTasks tasks;
  @EJB private Repairs repairs;
  @EJB private PrimarySource source;
  @EJB private AlertWatch alerts;
  @EJB private Retention retention;
  @Inject private Clock clock;
  @Resource private TimerService timers;

  /** Starts the timers; called once, when every bean of the application is up. */
  public void start() {
    Settings now = settings.current();
    String roles = now.roles().stream().sorted().map(Role::text).collect(Collectors.joining(", "));
    events.record(SystemEvent.of(EventType.SERVER_STARTED, clock.instant()).figures(roles));
    LOG.log(Level.INFO, "started with the roles {0}; data folder {1}", roles, now.data());
    create(DRAIN, EVERY_DRAIN);
    create(REFRESH, EVERY_REFRESH);
    // Soon after the start as well: a server that is started anew every day would never get to it.
    timers.createIntervalTimer(
        RETAIN_FIRST.toMillis(), EVERY_HOUR.toMillis(), new TimerConfig(RETAIN, false));
    if (now.has(Role.MANAGER)) {
      create(MISSING, EVERY_DRAIN);
      create(OWN_RELAY, EVERY_SECOND);
      create(UPDATES, EVERY_DRAIN);
      create(TASKS, EVERY_DRAIN);
      create(REPAIRS, EVERY_REPAIR);
      create(SOURCE, EVERY_SECOND);
      create(ALERTS, EVERY_REFRESH);
    }
  }

  @Timeout
  void tick(Timer timer) {
    try {
      switch ((String) timer.getInfo()) {
        case DRAIN -> events.drain();
        case REFRESH -> refresh();
        case MISSING -> missing.look();
        case OWN_RELAY -> report();
        case UPDATES -> tend();
        case TASKS -> tasks.runDue(clock.instant());
        case REPAIRS -> repair();
        case SOURCE -> source.look();
        case ALERTS -> watch();
        default -> deleteOld();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the timer " + timer.getInfo() + " goes on after a fault", e);
    }
  }

  private void tend() {
    if (leases.take(UPDATES, LEASE_TIME) == Claim.TAKEN) {
      orders.tend(clock.instant());
    }
  }

  private void watch() {
    if (leases.take(ALERTS, LEASE_TIME) == Claim.TAKEN) {
      alerts.look();
    }
  }

  private void repair() {
    if (leases.take(REPAIRS, LEASE_TIME) == Claim.TAKEN) {
      repairs.tend(clock.instant());
    }
  }

  private void report() {
    try {
      ownRelay.report();
    } catch (StorageException | EJBException e) {
      LOG.log(Level.WARNING, "the own relay cannot report to the fleet: {0}", e.getMessage());
    }
  }

  // Asks the database even while it is away, and so finds out when it is back.
  private void refresh() {
    try {
      settings.refresh();
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "the stored settings cannot be read: {0}", e.getMessage());
    }
  }

  private void deleteOld() {
    if (leases.take(LEASE, LEASE_TIME) == Claim.TAKEN) {
      retention.deleteOld();
      leases.giveBack(LEASE);
    }
  }

  private void create(String name, Duration interval) {
    timers.createIntervalTimer(
        interval.toMillis(), interval.toMillis(), new TimerConfig(name, false));
  }
}
