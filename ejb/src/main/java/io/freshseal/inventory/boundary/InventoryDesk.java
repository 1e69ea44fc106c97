package io.freshseal.inventory.boundary;

import io.freshseal.database.control.DatabaseDataSource;
import io.freshseal.inventory.entity.HeldComponent;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.inventory.entity.HoldingChange;
import io.freshseal.inventory.entity.Judgements;
import io.freshseal.inventory.entity.ProjectedRows;
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
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the stores of this node hold, with the facts of every signature file. */
@Startup
@Singleton
@DependsOn("Leases")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class InventoryDesk {

  private static final System.Logger LOG = System.getLogger(InventoryDesk.class.getName());

  private static final int PART = 500;

  @EJB private InventoryRows rows;
  @EJB private Leases leases;
  @Inject private Clock clock;

  private final Map<StoreName, Judgements> judged = new ConcurrentHashMap<>();
  private final Map<StoreName, ProjectedRows> projected = new ConcurrentHashMap<>();

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
   * Takes over what a store holds now, sorted by component. Never fails its caller: the rows are a
   * projection, the next call makes up for this one. Only differences are written; for most of an
   * hour they are differences to what was written last, and not to what is in the database.
   *
   * @return whether the rows are up to date
   */
  public synchronized boolean project(StoreName store, List<Holding> holdings) {
    judged.put(store, Judgements.of(holdings));
    Instant now = clock.instant();
    Optional<ProjectedRows> before =
        Optional.ofNullable(projected.remove(store)).flatMap(rows -> rows.believed(now));
    if (DatabaseDataSource.isAway()) {
      return false;
    }
    try {
      if (before.isPresent()) {
        HoldingChange change = HoldingChange.between(before.get().holdings(), holdings);
        if (!change.isNothing()) {
          write(store, change, keys(store, change));
        }
      } else {
        Map<String, Long> keys = rows.keys(leases.node(), store);
        write(store, new HoldingChange(holdings, surplus(keys, holdings)), keys);
      }
      projected.put(
          store,
          before
              .map(rows -> rows.becoming(holdings))
              .orElseGet(() -> ProjectedRows.compared(holdings, now)));
      return true;
    } catch (EJBException e) {
      LOG.log(Level.WARNING, "the rows of {0} are not up to date: {1}", store, e.getMessage());
      return false;
    }
  }

  /** Whether the rows of a store are to be compared with it though nothing has changed there. */
  public boolean isDue(StoreName store) {
    return !DatabaseDataSource.isAway()
        && Optional.ofNullable(projected.get(store))
            .flatMap(rows -> rows.believed(clock.instant()))
            .isEmpty();
  }

  private static List<ComponentId> surplus(Map<String, Long> keys, List<Holding> holdings) {
    Set<String> rest = new HashSet<>(keys.keySet());
    holdings.forEach(holding -> rest.remove(holding.entry().id().text()));
    return rest.stream().map(ComponentId::new).toList();
  }

  private Map<String, Long> keys(StoreName store, HoldingChange change) {
    List<String> components =
        Stream.concat(
                change.changed().stream().map(holding -> holding.entry().id()),
                change.gone().stream())
            .map(ComponentId::text)
            .toList();
    return components.size() > PART
        ? rows.keys(leases.node(), store)
        : rows.keys(leases.node(), store, components);
  }

  private void write(StoreName store, HoldingChange change, Map<String, Long> keys) {
    List<Long> gone =
        change.gone().stream()
            .map(component -> keys.get(component.text()))
            .filter(Objects::nonNull)
            .toList();
    parts(gone).forEach(part -> rows.remove(leases.node(), store, part));
    parts(change.changed()).forEach(part -> rows.put(leases.node(), store, part, keys));
  }

  // A transaction for each, so that no number of components is too much for the memory.
  private static <T> List<List<T>> parts(List<T> all) {
    return IntStream.range(0, (all.size() + PART - 1) / PART)
        .mapToObj(i -> all.subList(i * PART, Math.min(all.size(), (i + 1) * PART)))
        .toList();
  }
}
