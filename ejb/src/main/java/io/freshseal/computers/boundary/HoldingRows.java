package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.shared.entity.Sha256;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;

/** The lists of what computers hold, as they come and go. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HoldingRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /**
   * Stores a list, unless it is there. Not to be called within a transaction: it needs a connection
   * of its own, and many callers that hold one while they wait for another would wait for ever.
   *
   * @throws jakarta.ejb.EJBException if another computer has just brought the same list
   */
  public void keep(HoldingRow row) {
    if (!knows(row.digest())) {
      entities.persist(row);
    }
  }

  /** Whether the list of this digest is stored. */
  public boolean knows(Sha256 digest) {
    return entities.find(HoldingRow.class, digest.hex()) != null;
  }

  /**
   * Deletes the lists that came before this time and that no computer holds now; answers how many.
   * A computer that comes back to one of them is asked for it again.
   */
  public int deleteUnheld(Instant cameBefore) {
    return entities
        .createQuery(
            "delete from HoldingRow h where h.seenAt < :time and not exists"
                + " (select c.id from Computer c where c.holding = h.digest)")
        .setParameter("time", cameBefore)
        .executeUpdate();
  }
}
