package io.freshseal.shelf.boundary;

import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.control.DeltaFolder;
import io.freshseal.shelf.control.DeltaPlan;
import io.freshseal.shelf.control.DeltaWorkshop;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deltas to what relay and source of this process serve, made when that changes. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeltaDesk {

  private static final System.Logger LOG = System.getLogger(DeltaDesk.class.getName());
  // Of all deltas together.
  private static final long MOST_BYTES = 2L << 30;

  @EJB private RelayDesk relay;
  @EJB private SourceDesk source;
  @EJB private SettingsDesk settings;
  @Resource private ManagedThreadFactory threads;

  private final DeltaPlan ofRelay = new DeltaPlan();
  private final DeltaPlan ofSource = new DeltaPlan();
  private volatile DeltaFolder folder;
  private volatile DeltaWorkshop workshop;

  /** Starts to make them; called once, when every bean of the application is up. */
  public void start() {
    if (!relay.active() && !source.active()) {
      return;
    }
    try {
      DeltaFolder opened =
          new DeltaFolder(new DataFolder(settings.current().data()).deltas(), MOST_BYTES);
      workshop = new DeltaWorkshop(opened, this::object, this::inBackground);
      folder = opened;
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "everything is served whole, without deltas: {0}", e.getMessage());
      return;
    }
    relay.whenSwitched(() -> inBackground(this::plan));
    source.whenSwitched(() -> inBackground(this::plan));
    inBackground(this::plan);
  }

  private Optional<Path> object(Sha256 digest) {
    return relay.find(digest).or(() -> source.find(digest));
  }

  private void inBackground(Runnable work) {
    Thread thread = threads.newThread(work);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private synchronized void plan() {
    List<DeltaChange> changes = new ArrayList<>();
    relay.snapshot().map(ofRelay::of).ifPresent(changes::addAll);
    source.snapshot().map(ofSource::of).ifPresent(changes::addAll);
    workshop.plan(changes);
  }

  /** A delta that is ready; empty if there is none. Asked for every request, so quick. */
  public Optional<Delta> find(DeltaChange change) {
    return folder == null ? Optional.empty() : folder.find(change);
  }

  /** The file of one that is ready; read-only. */
  public Path file(Delta delta) {
    return folder.file(delta);
  }
}
