package io.freshseal.groups.boundary;

import io.freshseal.groups.entity.RelayGroup;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/**
 * The rows of relay groups; joins the caller's transaction or is one of its own. Who claims rows of
 * several kinds takes rules and computers first, then groups, then enrolment tokens, so that no two
 * wait for each other.
 */
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

  /** Finds one as it is now and keeps others from changing it until the transaction ends. */
  public Optional<RelayGroup> claim(String id) {
    return Optional.ofNullable(entities.find(RelayGroup.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * Finds one that something is about to refer to: it is neither deleted nor changed until the
   * transaction ends. The default group is never deleted, so nobody waits for that one.
   */
  public Optional<RelayGroup> keep(String id) {
    return id.equals(RelayGroup.DEFAULT_ID) ? find(id) : claim(id);
  }

  /**
   * All groups as they are now, in no order; whoever else claims them waits until the transaction
   * ends, so that what is decided about the tree is still true when it is written.
   */
  public List<RelayGroup> claimAll() {
    claim(RelayGroup.DEFAULT_ID);
    return all();
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
