package io.freshseal.groups.boundary;

import io.freshseal.groups.entity.RelayGroup;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The rows of relay groups; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class GroupRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** All groups, in no order. */
  public List<RelayGroup> all() {
    return entities.createQuery("select g from RelayGroup g", RelayGroup.class).getResultList();
  }

  /** Finds one. */
  public Optional<RelayGroup> find(String id) {
    return Optional.ofNullable(entities.find(RelayGroup.class, id));
  }

  /** Stores a new or a changed group. */
  public RelayGroup save(RelayGroup group) {
    return entities.merge(group);
  }

  /** Deletes a group, if it is there. */
  public void delete(String id) {
    find(id).ifPresent(entities::remove);
  }
}
