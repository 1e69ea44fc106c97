package io.freshseal.bundle.boundary;

import io.freshseal.bundle.control.BundleFolder;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Outcome;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Looks into the folder whose bundles are taken in as they arrive. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BundleTimer {

  private static final System.Logger LOG = System.getLogger(BundleTimer.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(5);

  @EJB private RelayDesk relay;
  @EJB private BundleDesk bundles;
  @EJB private SettingsDesk settings;
  @Resource private TimerService timers;

  private BundleFolder folder;

  /** Starts the timer; called once, when every bean of the application is up. */
  public void start() {
    Optional<Path> watched = settings.current().relay().bundles().folder();
    if (!relay.active() || watched.isEmpty()) {
      return;
    }
    folder =
        new BundleFolder(watched.get(), new DataFolder(settings.current().data()).takenBundles());
    timers.createIntervalTimer(EVERY.toMillis(), EVERY.toMillis(), new TimerConfig(null, false));
  }

  @Timeout
  void tick() {
    try {
      scan();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the folder of bundles cannot be read: {0}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the timer of the folder of bundles goes on after a fault", e);
    }
  }

  // One scan at a time, however long it takes.
  private synchronized void scan() throws StorageException {
    folder.scan(file -> bundles.deliverKept(file) instanceof Outcome.Done<String>);
  }
}
