package io.freshseal.replication.boundary;

import io.freshseal.database.control.DatabaseDataSource;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.fleet.entity.RelayBuildTable;
import io.freshseal.inventory.boundary.InventoryDesk;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.lease.entity.Claim;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.replication.control.relay.AnchorFile;
import io.freshseal.replication.control.relay.RelayPorts;
import io.freshseal.replication.control.relay.RelaySources;
import io.freshseal.replication.control.relay.Upstream;
import io.freshseal.replication.entity.ReplicationSentence;
import io.freshseal.replication.entity.RunView;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.settings.entity.Settings;
import io.freshseal.settings.entity.TrustSettings;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.trust.entity.Evidence;
import io.freshseal.trust.entity.TrustAnchors;
import io.freshseal.trust.entity.TrustBasis;
import io.freshseal.trust.entity.Verdict;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the relay needs of the process around it, and the records of its runs. */
@Startup
@Singleton
@DependsOn("SourceDesk")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RelayRecords {

  private static final System.Logger LOG = System.getLogger(RelayRecords.class.getName());
  // Prolonged every minute of a run. The node that was killed in one may take it again at once.
  private static final Duration LEASE = Duration.ofMinutes(15);

  @EJB private SettingsDesk settings;
  @EJB private EventLog events;
  @EJB private RelayBuilds builds;
  @EJB private InventoryDesk inventory;
  @EJB private Leases leases;
  @EJB private SourceDesk source;
  @EJB private RunRows rows;

  private volatile Upstream upstream = Upstream.NONE;
  private volatile RelayBuildTable knownBuilds = RelayBuildTable.SEED;

  /** Follows a fleet from now on. */
  public void follow(Upstream fleet) {
    upstream = fleet;
  }

  /** The process as the relay sees it. */
  public RelayPorts ports() {
    return new Ports();
  }

  /**
   * What everything is judged with.
   *
   * @throws IllegalStateException if the operator's file cannot be used
   */
  public TrustBasis trust() {
    return ports()
        .trust()
        .fold(
            Verdict.Accepted::value,
            refused -> {
              throw new IllegalStateException(refused.evidence().detail());
            });
  }

  /** Finds the record of a run. */
  public Optional<RunView> find(String id) {
    return rows.find(id);
  }

  /** The newest records, the newest first. */
  public List<RunView> newest(int most) {
    return rows.newest(leases.node(), most);
  }

  /** Deletes old records. */
  public void prune(Instant before) {
    rows.prune(leases.node(), before);
  }

  private final class Ports implements RelayPorts {

    @Override
    public Settings settings() {
      return settings.current();
    }

    @Override
    public RelayBuildTable builds() {
      if (DatabaseDataSource.isAway()) {
        return knownBuilds;
      }
      try {
        knownBuilds = builds.table();
      } catch (EJBException e) {
        LOG.log(Level.WARNING, "the relay builds known so far are used: {0}", e.getMessage());
      }
      return knownBuilds;
    }

    @Override
    public Verdict<TrustBasis> trust() {
      TrustSettings trust = settings.current().trust();
      return anchors(trust)
          .map(anchors -> new TrustBasis(anchors, trust.policy(), source(trust)))
          .then(basis -> withTimestampAnchors(basis, trust));
    }

    private Verdict<TrustAnchors> anchors(TrustSettings trust) {
      if (trust.anchors().isEmpty() && source.active()) {
        return TrustAnchors.parse(source.anchorsPem());
      }
      return trust
          .anchors()
          .or(upstream::anchors)
          .map(AnchorFile::read)
          .orElseGet(
              () ->
                  Verdict.reject(
                      StatusCode.ANCHORS_UNTRUSTED,
                      Evidence.of(ReplicationSentence.NO_ANCHORS_YET)));
    }

    private static Verdict<TrustBasis> withTimestampAnchors(TrustBasis basis, TrustSettings trust) {
      return trust
          .timestampAnchors()
          .map(AnchorFile::read)
          .map(read -> read.map(anchors -> basis.withTimestampAnchors(Optional.of(anchors))))
          .orElseGet(() -> Verdict.accept(basis));
    }

    // The own source may be renamed; nobody else can answer in its place.
    private Optional<String> source(TrustSettings trust) {
      Settings now = settings.current();
      return RelaySources.of(now, upstream).own()
          ? Optional.of(now.source().name())
          : trust.source();
    }

    @Override
    public Upstream upstream() {
      return upstream;
    }

    @Override
    public String node() {
      return leases.node();
    }

    @Override
    public boolean claim() {
      // The store is locked by this process anyway: a relay stays fresh while its database is away.
      return leases.take(leaseName(), LEASE) != Claim.ELSEWHERE;
    }

    @Override
    public void release() {
      leases.giveBack(leaseName());
    }

    private String leaseName() {
      return "relay/" + leases.node();
    }

    @Override
    public void record(SystemEvent event) {
      events.record(event);
    }

    @Override
    public void keep(RunView run) {
      if (DatabaseDataSource.isAway()) {
        LOG.log(Level.WARNING, "the record of a run is lost: the database is away");
        return;
      }
      try {
        rows.save(leases.node(), run);
      } catch (EJBException e) {
        LOG.log(Level.WARNING, "the record of a run is lost: {0}", e.getMessage());
      }
    }

    @Override
    public Optional<RunView> newest() {
      if (DatabaseDataSource.isAway()) {
        return Optional.empty();
      }
      try {
        return rows.newest(leases.node(), 1).stream().findFirst();
      } catch (EJBException e) {
        LOG.log(Level.WARNING, "the records of runs cannot be read: {0}", e.getMessage());
        return Optional.empty();
      }
    }

    @Override
    public boolean project(List<Holding> holdings) {
      return inventory.project(StoreName.RELAY, holdings);
    }
  }
}
