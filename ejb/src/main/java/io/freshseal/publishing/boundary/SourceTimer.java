package io.freshseal.publishing.boundary;

import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
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
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The source's clockwork. Its timers live as long as the process. Whatever is thrown below, no
 * series ends.
 */
@Startup
@Singleton
@DependsOn("SourceDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceTimer {

  private static final System.Logger LOG = System.getLogger(SourceTimer.class.getName());
  private static final String DUE = "source.due";
  private static final String WATCH = "source.watch";
  private static final String SAMPLE = "source.sample";
  private static final String TIDY = "source.tidy";
  private static final Duration EVERY_SECOND = Duration.ofSeconds(1);
  private static final Duration EVERY_SCAN = Duration.ofSeconds(2);
  private static final Duration EVERY_HOUR = Duration.ofHours(1);

  @EJB private SourceDesk source;
  @EJB private SourceChores chores;
  @EJB private SettingsDesk settings;
  @Resource private TimerService timers;

  /** Starts the timers; called once, when every bean of the application is up. */
  public void start() {
    if (!source.active()) {
      return;
    }
    Settings now = settings.current();
    create(DUE, EVERY_SECOND);
    create(TIDY, EVERY_HOUR);
    if (now.source().intake().watch().isPresent()) {
      create(WATCH, EVERY_SCAN);
    }
    now.sample().ifPresent(sample -> create(SAMPLE, sample.interval()));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      switch ((String) timer.getInfo()) {
        case WATCH -> chores.scan();
        case SAMPLE -> chores.showSample();
        case TIDY -> chores.tidy();
        default -> chores.renewDue();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the timer " + timer.getInfo() + " goes on after a fault", e);
    }
  }

  private void create(String name, Duration interval) {
    timers.createIntervalTimer(
        interval.toMillis(), interval.toMillis(), new TimerConfig(name, false));
  }
}
