package io.freshseal.inventory.boundary;

import io.freshseal.inventory.entity.HeldComponent;
import io.freshseal.inventory.entity.Holding;
import io.freshseal.inventory.entity.StoreName;
import io.freshseal.shared.entity.ComponentId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The rows of what stores hold; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class InventoryRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** All rows of a store, sorted by component. */
  public List<HeldComponent> list(String node, StoreName store) {
    return entities
        .createQuery(
            "select c from HeldComponent c join fetch c.signature"
                + " where c.node = :node and c.store = :store order by c.componentId",
            HeldComponent.class)
        .setParameter("node", node)
        .setParameter("store", store)
        .getResultList();
  }

  /** The row of one component. */
  public Optional<HeldComponent> find(String node, StoreName store, ComponentId component) {
    return entities
        .createQuery(
            "select c from HeldComponent c join fetch c.signature"
                + " where c.node = :node and c.store = :store and c.componentId = :component",
            HeldComponent.class)
        .setParameter("node", node)
        .setParameter("store", store)
        .setParameter("component", component.text())
        .getResultStream()
        .findFirst();
  }

  /** The keys of all rows of a store, by component. */
  public Map<String, Long> keys(String node, StoreName store) {
    Map<String, Long> keys = new HashMap<>();
    entities
        .createQuery(
            "select c.componentId, c.id from HeldComponent c"
                + " where c.node = :node and c.store = :store",
            Object[].class)
        .setParameter("node", node)
        .setParameter("store", store)
        .getResultStream()
        .forEach(row -> keys.put((String) row[0], (Long) row[1]));
    return keys;
  }

  /** The keys of those rows that there are of some components; a look for each. */
  public Map<String, Long> keys(String node, StoreName store, List<String> components) {
    Map<String, Long> keys = new HashMap<>();
    for (String component : components) {
      entities
          .createQuery(
              "select c.id from HeldComponent c where c.node = :node and c.store = :store"
                  + " and c.componentId = :component",
              Long.class)
          .setParameter("node", node)
          .setParameter("store", store)
          .setParameter("component", component)
          .getResultStream()
          .forEach(key -> keys.put(component, key));
    }
    return keys;
  }

  /**
   * Makes the rows of some components what a store holds of them; writes only what differs.
   *
   * @param keys of the rows that there are, by component; others may be among them
   */
  public void put(String node, StoreName store, List<Holding> holdings, Map<String, Long> keys) {
    Map<String, HeldComponent> before = new HashMap<>();
    List<Long> known =
        holdings.stream().map(InventoryRows::name).map(keys::get).filter(Objects::nonNull).toList();
    rows(node, store, known).forEach(row -> before.put(row.componentId().text(), row));
    for (Holding holding : holdings) {
      HeldComponent row = before.get(name(holding));
      if (row == null) {
        entities.persist(new HeldComponent(node, store, holding));
      } else {
        row.update(holding);
      }
    }
  }

  private static String name(Holding holding) {
    return holding.entry().id().text();
  }

  /** Removes rows of a store. */
  public void remove(String node, StoreName store, List<Long> keys) {
    rows(node, store, keys).forEach(entities::remove);
  }

  // By the rows' own keys: a list of components would be looked through for each row of the store.
  // In a database that was restored meanwhile a key may be somebody else's.
  private List<HeldComponent> rows(String node, StoreName store, List<Long> keys) {
    return keys.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "select c from HeldComponent c join fetch c.signature where c.id in :keys"
                    + " and c.node = :node and c.store = :store",
                HeldComponent.class)
            .setParameter("node", node)
            .setParameter("store", store)
            .setParameter("keys", keys)
            .getResultList();
  }
}
