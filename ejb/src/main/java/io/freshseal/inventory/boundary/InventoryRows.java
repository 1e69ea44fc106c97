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

  /** Of which components a store has rows. */
  public List<String> names(String node, StoreName store) {
    return entities
        .createQuery(
            "select c.componentId from HeldComponent c where c.node = :node and c.store = :store",
            String.class)
        .setParameter("node", node)
        .setParameter("store", store)
        .getResultList();
  }

  /** Makes the rows of some components what a store holds of them; writes only what differs. */
  public void put(String node, StoreName store, List<Holding> holdings) {
    Map<String, HeldComponent> before = new HashMap<>();
    rows(node, store, holdings.stream().map(holding -> holding.entry().id().text()).toList())
        .forEach(row -> before.put(row.componentId().text(), row));
    for (Holding holding : holdings) {
      HeldComponent row = before.get(holding.entry().id().text());
      if (row == null) {
        entities.persist(new HeldComponent(node, store, holding));
      } else {
        row.update(holding);
      }
    }
  }

  /** Removes the rows of some components. */
  public void remove(String node, StoreName store, List<String> components) {
    rows(node, store, components).forEach(entities::remove);
  }

  private List<HeldComponent> rows(String node, StoreName store, List<String> components) {
    return entities
        .createQuery(
            "select c from HeldComponent c join fetch c.signature where c.node = :node"
                + " and c.store = :store and c.componentId in :components",
            HeldComponent.class)
        .setParameter("node", node)
        .setParameter("store", store)
        .setParameter("components", components)
        .getResultList();
  }
}
