package io.freshseal.updates.boundary;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Forgets runs that are long over, one in a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UpdateRetention {

  @EJB private UpdateRows rows;

  /** Deletes the runs that ended before, with their steps; answers how many runs. */
  public int deleteEndedBefore(Instant time) {
    int deleted = 0;
    Optional<UUID> next = rows.endedBefore(time);
    while (next.isPresent()) {
      rows.delete(next.get());
      deleted++;
      next = rows.endedBefore(time);
    }
    return deleted;
  }
}
