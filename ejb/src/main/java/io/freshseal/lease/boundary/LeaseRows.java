package io.freshseal.lease.boundary;

import io.freshseal.lease.entity.Lease;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** The rows of leases; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LeaseRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /**
   * Takes a lease that is free, expired or the owner's already; answers whether it did. Two nodes
   * that insert the same name at once are told apart by the primary key: one of them fails.
   */
  public boolean take(Lease wanted, Instant now) {
    int updated =
        entities
            .createQuery(
                "update Lease l set l.owner = :owner, l.expires = :expires"
                    + " where l.name = :name and (l.owner = :owner or l.expires < :now)")
            .setParameter("owner", wanted.owner())
            .setParameter("expires", wanted.expires())
            .setParameter("name", wanted.name())
            .setParameter("now", now)
            .executeUpdate();
    if (updated == 0 && entities.find(Lease.class, wanted.name()) == null) {
      entities.persist(wanted);
      entities.flush();
      return true;
    }
    return updated == 1;
  }

  /** Gives a lease back, if it is still the owner's. */
  public void giveBack(String name, String owner) {
    entities
        .createQuery("delete from Lease l where l.name = :name and l.owner = :owner")
        .setParameter("name", name)
        .setParameter("owner", owner)
        .executeUpdate();
  }
}
