package io.freshseal.replication.boundary;

import io.freshseal.replication.control.relay.OwnServer;
import io.freshseal.replication.control.relay.RelaySources;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.SettingsChanged;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The relay's clockwork. Its timers live as long as the process and do no work themselves, they
 * give orders. Whatever is thrown below, no series ends.
 */
@Startup
@Singleton
@DependsOn("RelayDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayTimer {

  private static final System.Logger LOG = System.getLogger(RelayTimer.class.getName());
  private static final String START = "relay.start";
  private static final String RUN = "relay.run";
  private static final String CHECK = "relay.check";
  private static final String TIDY = "relay.tidy";
  private static final String PROLONG = "relay.prolong";
  private static final String SCRUB = "relay.scrub";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration JITTER_FROM = Duration.ofMinutes(1);
  private static final int JITTER_SHARE = 10;
  private static final int MOST_START_TICKS = 120;

  @EJB private RelayDesk relay;
  @EJB private CacheDesk cache;
  @EJB private LazyDesk lazy;
  @EJB private RelayPush push;
  @EJB private SettingsDesk settings;
  @Resource private TimerService timers;

  private final OwnServer server = new OwnServer();
  private int startTicks;

  /** Starts the timers; called once, when every bean of the application is up. */
  public void start() {
    if (relay.active()) {
      create(START, SECOND, SECOND);
      create(TIDY, HOUR, HOUR);
      create(PROLONG, MINUTE, MINUTE);
      startScrub();
      Duration check = settings.current().relay().checkInterval();
      create(CHECK, check, check);
    }
  }

  @Timeout
  void tick(Timer timer) {
    try {
      switch ((String) timer.getInfo()) {
        case START -> startWhenServed();
        case RUN -> run(timer);
        case TIDY -> relay.collectGarbage();
        case PROLONG -> {
          relay.prolong();
          lazy.tidy();
        }
        case SCRUB -> cache.scrub(scrubEvery());
        default -> relay.check();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the timer " + timer.getInfo() + " goes on after a fault", e);
    }
  }

  /** Puts a changed interval into force at once. */
  public void settingsChanged(@Observes SettingsChanged change) {
    if (!relay.active()) {
      return;
    }
    boolean started = timers.getTimers().stream().noneMatch(timer -> START.equals(timer.getInfo()));
    if (change.keys().contains(SettingKey.RELAY_INTERVAL) && started) {
      startRuns(change.settings().relay().interval());
    }
    if (change.keys().contains(SettingKey.RELAY_CHECK_INTERVAL)) {
      Duration check = change.settings().relay().checkInterval();
      create(CHECK, check, check);
    }
    if (change.keys().contains(SettingKey.RELAY_SCRUB_INTERVAL)) {
      startScrub();
    }
  }

  private void startScrub() {
    create(SCRUB, scrubEvery(), scrubEvery());
  }

  // Everything within the interval, a part each minute.
  private Duration scrubEvery() {
    Duration all = settings.current().relay().scrubInterval();
    return all.compareTo(MINUTE) < 0 ? all : MINUTE;
  }

  // The first run waits until the own source is served; not for ever, so that a wrong port shows.
  private void startWhenServed() {
    Settings now = settings.current();
    RelaySources from = relay.sources();
    startTicks++;
    if (from.own()
        && startTicks < MOST_START_TICKS
        && !server.serves(from.reaches().get(0).url())) {
      return;
    }
    cancel(START);
    startRuns(now.relay().interval());
    relay.runByTimer();
    push.start();
  }

  private void run(Timer timer) {
    relay.expectRun(timer.getNextTimeout().toInstant());
    relay.runByTimer();
  }

  private void startRuns(Duration interval) {
    Timer timer = create(RUN, interval.minus(jitter(interval)), interval);
    relay.expectRun(timer.getNextTimeout().toInstant());
  }

  // Relays that were started together shall not ask their source together for ever.
  private static Duration jitter(Duration interval) {
    return interval.compareTo(JITTER_FROM) < 0
        ? Duration.ZERO
        : interval
            .dividedBy(JITTER_SHARE)
            .multipliedBy(ThreadLocalRandom.current().nextInt(JITTER_SHARE))
            .dividedBy(JITTER_SHARE);
  }

  private Timer create(String name, Duration first, Duration interval) {
    cancel(name);
    return timers.createIntervalTimer(
        first.toMillis(), interval.toMillis(), new TimerConfig(name, false));
  }

  private void cancel(String name) {
    timers.getTimers().stream().filter(t -> name.equals(t.getInfo())).forEach(Timer::cancel);
  }
}
