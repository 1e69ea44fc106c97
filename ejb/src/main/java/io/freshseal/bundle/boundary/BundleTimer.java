package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundleFolder;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.RunView.State;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks into the folder whose bundles are taken in as they arrive, gives up uploads that nobody
 * goes on with, and tells of a courier who is overdue.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleTimer {

  private static final System.Logger LOG = System.getLogger(BundleTimer.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String SCAN = "bundles.scan";
  private static final String SWEEP = "bundles.sweep";

  @EJB private RelayDesk relay;
  @EJB private BundleDesk bundles;
  @EJB private BundleUploadDesk uploads;
  @EJB private CourierLog courier;
  @Inject private Clock clock;
  @EJB private SettingsDesk settings;
  @Resource private TimerService timers;

  // What another time may find otherwise, though the file stays as it is.
  private static final Set<StatusCode> PASSING =
      EnumSet.of(
          StatusCode.BUSY,
          StatusCode.INTERNAL,
          StatusCode.DISK_FULL,
          StatusCode.STORAGE_FAULT,
          StatusCode.CLOCK_UNTRUSTED,
          StatusCode.ANCHORS_UNTRUSTED,
          StatusCode.BUNDLE_INCOMPLETE,
          StatusCode.BUNDLE_ENDS_EARLY);

  private final AtomicBoolean scanning = new AtomicBoolean();
  private BundleFolder folder;

  /** Starts the timer; called once, when every bean of the application is up. */
  public void start() {
    Optional<Path> watched = settings.current().relay().bundles().folder();
    if (relay.active()) {
      timers.createIntervalTimer(EVERY.toMillis(), HOUR.toMillis(), new TimerConfig(SWEEP, false));
    }
    if (!relay.active() || watched.isEmpty()) {
      return;
    }
    folder =
        new BundleFolder(watched.get(), new DataFolder(settings.current().data()).takenBundles());
    timers.createIntervalTimer(EVERY.toMillis(), EVERY.toMillis(), new TimerConfig(SCAN, false));
  }

  @Timeout
  void tick(Timer timer) {
    try {
      if (SWEEP.equals(timer.getInfo())) {
        uploads.sweep();
        courier.overdue(bundles.courier());
      } else {
        scan();
      }
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the folder of bundles cannot be read: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the timer of the folder of bundles goes on after a fault", e);
    }
  }

  // One scan at a time, however long a run takes.
  private void scan() throws StorageException {
    if (scanning.compareAndSet(false, true)) {
      try {
        folder.scan(clock.instant(), this::isSettled);
      } finally {
        scanning.set(false);
      }
    }
  }

  private boolean isSettled(Path file) {
    return bundles.deliver(file, (read, taken) -> {}).fold(this::isSettled, refused -> false);
  }

  private boolean isSettled(String run) {
    try {
      return relay
          .await(run)
          .filter(ended -> ended.state() != State.FAILED || !PASSING.contains(ended.result()))
          .isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
