package io.freshseal.computers.boundary;

import io.freshseal.computers.entity.HoldingRow;
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
   * Stores a list, unless it is there: of computers that bring the same one at the same moment, one
   * stores it.
   *
   * @throws jakarta.ejb.EJBException if another one has just done so
   */
  public void keep(HoldingRow row) {
    if (entities.find(HoldingRow.class, row.digest().hex()) == null) {
      entities.persist(row);
    }
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
