package io.freshseal.lease.boundary;

import io.freshseal.database.control.DatabaseDataSource;
import io.freshseal.lease.entity.Claim;
import io.freshseal.lease.entity.Lease;
import io.freshseal.shared.control.DataFolder;
import io.freshseal.shared.control.NodeId;
import io.freshseal.shared.control.StartFailure;
import io.freshseal.shared.control.StorageException;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Leases of this node. A node is a data folder on a host: the same folder mounted on two hosts is
 * two nodes with one name, which the host tells apart.
 */
@Startup
@Singleton
@DependsOn("DatabaseStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Leases {

  private static final System.Logger LOG = System.getLogger(Leases.class.getName());
  private static final int MAX_HOST = 27;

  @EJB private LeaseRows rows;
  @Inject private Clock clock;

  private String node;
  private String owner;

  @PostConstruct
  void identify() {
    try {
      node = NodeId.of(DataFolder.ofProcess());
    } catch (StorageException e) {
      throw StartFailure.tell("the node has no name. " + e.getMessage(), e);
    }
    owner = node + "@" + host();
  }

  /** The name of this node, the same after every restart. */
  public String node() {
    return node;
  }

  /** Takes or prolongs a lease. */
  public Claim take(String name, Duration time) {
    if (DatabaseDataSource.isAway()) {
      return Claim.UNKNOWN;
    }
    Instant now = clock.instant();
    try {
      return rows.take(new Lease(name, owner, now.plus(time)), now) ? Claim.TAKEN : Claim.ELSEWHERE;
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "the lease {0} cannot be taken: {1}", name, e.getMessage());
      return Claim.UNKNOWN;
    }
  }

  /** Gives a lease back; it expires by itself where that fails. */
  public void giveBack(String name) {
    if (DatabaseDataSource.isAway()) {
      return;
    }
    try {
      rows.giveBack(name, owner);
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "the lease {0} cannot be given back: {1}", name, e.getMessage());
    }
  }

  private static String host() {
    try {
      String name = InetAddress.getLocalHost().getHostName();
      return name.length() <= MAX_HOST ? name : name.substring(0, MAX_HOST);
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
