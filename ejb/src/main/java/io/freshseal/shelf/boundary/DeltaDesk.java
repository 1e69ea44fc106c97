package io.freshseal.shelf.boundary;

import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.boundary.LazyDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.SettingKey;
import io.freshseal.settings.entity.SettingsChanged;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shelf.control.DeltaFolder;
import io.freshseal.shelf.control.DeltaPlan;
import io.freshseal.shelf.control.DeltaWorkshop;
import io.freshseal.shelf.control.Recurring;
import io.freshseal.shelf.entity.Delta;
import io.freshseal.shelf.entity.DeltaChange;
import io.freshseal.vault.boundary.ReadersVersions;
import io.freshseal.vault.entity.Snapshot;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deltas to what relay and source of this process serve, and its contents as {@code zstd}, made
 * when that changes.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DeltaDesk {

  private static final System.Logger LOG = System.getLogger(DeltaDesk.class.getName());
  @EJB private RelayDesk relay;
  @EJB private LazyDesk lazy;
  @EJB private SourceDesk source;
  @EJB private SettingsDesk settings;
  @Inject private ReadersVersions readers;
  @Inject private Clock clock;
  @Resource private ManagedThreadFactory threads;

  private final DeltaPlan ofRelay = new DeltaPlan();
  private final DeltaPlan ofSource = new DeltaPlan();
  private final Recurring plan = new Recurring(this::plan, this::inBackground);
  private volatile DeltaFolder folder;
  private volatile DeltaWorkshop workshop;
  private volatile Set<Sha256> former = Set.of();

  /** Starts to make them; called once, when every bean of the application is up. */
  public void start() {
    if (!relay.active() && !source.active()) {
      return;
    }
    try {
      DeltaFolder opened =
          new DeltaFolder(
              new DataFolder(settings.current().data()).deltas(),
              () -> settings.current().push().deltaQuota(),
              clock);
      workshop = new DeltaWorkshop(opened, this::object, this::inBackground);
      folder = opened;
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "everything is served whole, without deltas: {0}", e.getMessage());
      return;
    }
    relay.whenSwitched(plan::ask);
    lazy.whenChanged(plan::ask);
    source.whenSwitched(plan::ask);
    plan.ask();
  }

  private Optional<Path> object(Sha256 digest) {
    return relay.find(digest).or(() -> source.find(digest));
  }

  private boolean isHere(DeltaChange change) {
    return object(change.wanted()).isPresent()
        && (change.isWhole() || object(change.held()).isPresent());
  }

  private void inBackground(Runnable work) {
    Thread thread = threads.newThread(work);
    thread.setPriority(Thread.MIN_PRIORITY);
    thread.start();
  }

  private void plan() {
    Set<Sha256> held = readers.all();
    List<DeltaChange> changes = new ArrayList<>();
    Set<Sha256> before = new HashSet<>();
    relay.snapshot().map(served -> ofRelay.of(served, held)).ifPresent(changes::addAll);
    source.snapshot().map(served -> ofSource.of(served, held)).ifPresent(changes::addAll);
    for (Optional<Snapshot> served : List.of(relay.snapshot(), source.snapshot())) {
      served.map(DeltaPlan::wholes).ifPresent(changes::addAll);
      served.map(DeltaPlan::former).ifPresent(before::addAll);
    }
    former = Set.copyOf(before);
    // A lazy relay has not all contents; whatever comes later is planned then.
    changes.removeIf(change -> !isHere(change));
    workshop.plan(changes);
  }

  /** One that is ready; empty if there is none. Asked for every request, so quick. */
  public Optional<Delta> find(DeltaChange change) {
    if (folder == null) {
      return Optional.empty();
    }
    // Of what this process knows alone: nobody gets anything made by naming something else.
    if (former.contains(change.held()) && readers.hear(change.held())) {
      plan.ask();
    }
    return folder.find(change);
  }

  /** Whether one is not ready yet, but may be soon. */
  public boolean isComing(DeltaChange change) {
    return workshop != null && workshop.isComing(change);
  }

  /** The file of one that is ready; read-only. */
  public Path file(Delta delta) {
    return folder.file(delta);
  }

  /** Hears that room for them may be another one. */
  public void onSettings(@Observes SettingsChanged change) {
    if (folder != null && change.keys().contains(SettingKey.SERVING_DELTA_QUOTA)) {
      plan.ask();
    }
  }
}
