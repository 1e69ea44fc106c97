package io.freshseal.inventory.boundary;

import io.freshseal.database.control.DatabaseDataSource;
import io.freshseal.inventory.entity.HeldComponent;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.lease.boundary.Leases;
import io.freshseal.shared.entity.ComponentId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the stores of this node hold, with the facts of every signature file. */
@Startup
@Singleton
@DependsOn("Leases")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InventoryDesk {

  private static final System.Logger LOG = System.getLogger(InventoryDesk.class.getName());

  @EJB private InventoryRows rows;
  @EJB private Leases leases;

  private final Map<StoreName, Judgements> judged = new ConcurrentHashMap<>();

  /** What a store holds, sorted by component. */
  public List<HeldComponent> list(StoreName store) {
    return rows.list(leases.node(), store);
  }

  /** What a store holds of one component. */
  public Optional<HeldComponent> find(StoreName store, ComponentId component) {
    return rows.find(leases.node(), store, component);
  }

  /** On what the signature files of a store were accepted; from memory, so quick. */
  public Judgements judgements(StoreName store) {
    return judged.getOrDefault(store, Judgements.NONE);
  }

  /**
   * Takes over what a store holds now. Never fails its caller: the rows are a projection, the next
   * call makes up for this one.
   *
   * @return whether the rows are up to date
   */
  public boolean project(StoreName store, List<Holding> holdings) {
    judged.put(store, Judgements.of(holdings));
    if (DatabaseDataSource.isAway()) {
      return false;
    }
    try {
      rows.replace(leases.node(), store, holdings);
      return true;
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "the rows of {0} are not up to date: {1}", store, e.getMessage());
      return false;
    }
  }
}
