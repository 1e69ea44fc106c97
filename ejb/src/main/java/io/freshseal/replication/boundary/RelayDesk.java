package io.freshseal.replication.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.control.relay.Delivery;
import io.freshseal.replication.control.relay.HttpSources;
import io.freshseal.replication.control.relay.Relay;
import io.freshseal.replication.control.relay.RelayIdentity;
import io.freshseal.replication.control.relay.RelaySources;
import io.freshseal.replication.control.relay.RelayStore;
import io.freshseal.replication.control.relay.StoreLook;
import io.freshseal.replication.entity.Reach;
import io.freshseal.replication.entity.RelayView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.RunView.Trigger;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Role;
import io.freshseal.settings.entity.Settings;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StorageException;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.trust.entity.AnchorLink;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.vault.boundary.ReadersVersions;
import io.freshseal.vault.control.Vault;
import io.freshseal.vault.entity.Snapshot;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The relay of this process. Where it has no such role, everything is empty or refused. */
@Startup
@Singleton
@DependsOn("RelayRecords")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayDesk {

  private static final int MOST_RUNS = 200;

  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private SourceDesk source;
  @EJB private RelayRecords records;
  @Inject private Clock clock;
  @Inject private ReadersVersions readers;
  @Resource private SessionContext session;
  @Resource private ManagedThreadFactory threads;

  private RelayThreads workers;
  private RelayStore store;
  private Vault vault;
  private Relay relay;
  private volatile Instant nextRun;

  @PostConstruct
  void open() {
    Settings now = settings.current();
    if (!now.has(Role.RELAY)) {
      return;
    }
    try {
      store = RelayStore.open(new DataFolder(now.data()), clock);
      vault = store.vault();
    } catch (StorageException e) {
      throw StartFailure.tell("the relay's store cannot be opened. " + e.getMessage(), e);
    }
    workers = new RelayThreads(threads);
    relay =
        new Relay(
            vault,
            records.ports(),
            clock,
            new HttpSources(
                () -> settings.current().relay().clockPeers(),
                () -> Optional.of(settings.current().relay().build().text())),
            workers);
    if (vault.recovery().isLoss()) {
      record(EventType.RELAY_STORE_REPAIRED, vault.recovery().loss());
    }
  }

  @PreDestroy
  void close() {
    if (store == null) {
      return;
    }
    workers.close();
    store.close();
  }

  /** Whether this process has the role. */
  public boolean active() {
    return relay != null;
  }

  /** Records an event about this relay. */
  public void record(EventType type, Object... figures) {
    events.record(event(type).figures(figures));
  }

  /** The same, naming the caller. */
  public void recordByCaller(EventType type, Object... figures) {
    recordBy(session.getCallerPrincipal().getName(), type, figures);
  }

  /** The same, naming who ordered it. */
  public void recordBy(String actor, EventType type, Object... figures) {
    events.record(event(type).by(actor).figures(figures));
  }

  /** What is served; empty before the first run that brought a catalog. */
  public Optional<Snapshot> snapshot() {
    return active() ? vault.snapshot() : Optional.empty();
  }

  /** Calls this, which returns at once, whenever something else is served. */
  public void whenSwitched(Runnable listener) {
    if (active()) {
      vault.whenSwitched(listener);
    }
  }

  /** The file of an object; read-only. */
  public Optional<Path> find(Sha256 digest) {
    return active() ? vault.objects().find(digest) : Optional.empty();
  }

  /** Starts a run that begins after this call, in the caller's name; answers its id. */
  public String runNow() {
    recordByCaller(EventType.SECURITY_UPDATE_REQUESTED);
    return order(Trigger.MANUAL);
  }

  /** The same for this reason, in nobody's name; answers the id of the run that answers it. */
  public String order(Trigger why) {
    return relay().order(why);
  }

  /** Where it takes components from now. */
  public RelaySources sources() {
    return RelaySources.of(settings.current(), records.ports().upstream());
  }

  /** Waits until a run is over, as long as it takes; empty if it is not known how it ended. */
  public Optional<RunView> await(String run) throws InterruptedException {
    return relay().await(run).or(() -> run(run));
  }

  /** How the run ended that ended last; asks the database once at most. */
  public Optional<RunView> lastRun() {
    return active() ? relay.last() : Optional.empty();
  }

  /**
   * The timer's run. Nothing happens while the own source has nothing to offer yet, or nobody has
   * named a source.
   */
  public void runByTimer() {
    RelaySources from = sources();
    boolean offers = from.own() ? source.snapshot().isPresent() : !from.reaches().isEmpty();
    if (active() && offers) {
      relay.order(Trigger.TIMER);
    }
  }

  /** Judges what is held, if there is a reason to. */
  public void check() {
    if (active()) {
      relay.check();
    }
  }

  /** Says when the timer will fire next. */
  public void expectRun(Instant time) {
    nextRun = time;
  }

  /** Keeps other nodes from the work of a run that takes long; to be called every minute. */
  public void prolong() {
    if (active()) {
      relay.prolong();
    }
  }

  /**
   * Lets somebody read the store; empty where there is no relay, or no trust anchors yet.
   *
   * @throws StorageException if the disk refuses
   */
  public <T> Optional<T> look(StoreLook<T> look) throws StorageException {
    Optional<TrustBasis> trust = active() ? records.ports().trust().toOptional() : Optional.empty();
    return trust.isEmpty() ? Optional.empty() : Optional.of(look.at(vault, trust.get()));
  }

  /** Deletes what nobody needs any more. */
  public void collectGarbage() {
    if (active() && store.tidy(readers.kept())) {
      records.prune(clock.instant().minus(settings.current().relay().history()));
    }
  }

  /** Finds a run, going on or over, among those whose records are kept. */
  public Optional<RunView> run(String id) {
    return active() ? relay.find(id).or(() -> records.find(id)) : Optional.empty();
  }

  /** The newest runs that are over, the newest first. */
  public List<RunView> recentRuns(int most) {
    return active() ? records.newest(Math.min(Math.max(most, 1), MOST_RUNS)) : List.of();
  }

  /** The relay at this moment. */
  public RelayView state() {
    RelayIdentity identity = relay().identity();
    Settings now = settings.current();
    RelaySources from = sources();
    return new RelayView(
        identity.build(),
        identity.refreshesSignatures(),
        from.reaches().stream().map(Reach::url).findFirst(),
        from.own(),
        now.relay().url(),
        now.relay().interval(),
        relay.current(),
        records.newest(1).stream().findFirst(),
        Optional.ofNullable(nextRun),
        vault.state().held().size());
  }

  /** Begins a run that takes in what was delivered; as {@link Relay#take}. */
  public Optional<String> take(Delivery delivery) {
    return relay().take(delivery);
  }

  /**
   * The anchors that everything here is judged with.
   *
   * @throws IllegalStateException if the operator's file cannot be used
   */
  public byte[] anchorsPem() {
    relay();
    return vault.anchors().following(records.trust()).anchors().pem();
  }

  /** The link of the chain of trust anchors with this number, as its source handed it out. */
  public Optional<byte[]> anchorLink(long number) {
    return active() ? vault.anchors().link(number).map(AnchorLink::file) : Optional.empty();
  }

  private SystemEvent event(EventType type) {
    return SystemEvent.of(type, clock.instant()).about(relay().identity().name());
  }

  /**
   * The relay itself, for the desks beside this one.
   *
   * @throws IllegalStateException if this process has none
   */
  public Relay relay() {
    if (!active()) {
      throw new IllegalStateException("This process is no relay.");
    }
    return relay;
  }
}
