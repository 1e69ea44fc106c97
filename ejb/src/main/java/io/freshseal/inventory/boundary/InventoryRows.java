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

  /** Makes the rows of a store what it holds now; writes only what differs. */
  public void replace(String node, StoreName store, List<Holding> holdings) {
    Map<String, HeldComponent> before = new HashMap<>();
    list(node, store).forEach(row -> before.put(row.componentId().text(), row));
    for (Holding holding : holdings) {
      HeldComponent row = before.remove(holding.entry().id().text());
      if (row == null) {
        entities.persist(new HeldComponent(node, store, holding));
      } else {
        row.update(holding);
      }
    }
    before.values().forEach(entities::remove);
  }
}
