package io.freshseal.replication.boundary;

import io.freshseal.replication.entity.RunView;
import io.freshseal.replication.entity.StoredRun;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The records of runs; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RunRows {

  /** Most records that are kept of one node. */
  private static final int MAX_KEPT = 1_000;

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Stores the record of a run that is over. */
  public void save(String node, RunView run) {
    entities.persist(new StoredRun(node, run));
  }

  /** Finds a record. */
  public Optional<RunView> find(String id) {
    return Optional.ofNullable(entities.find(StoredRun.class, id)).map(StoredRun::view);
  }

  /** The newest records of a node, the newest first. */
  public List<RunView> newest(String node, int most) {
    return entities
        .createQuery(
            "select r from StoredRun r where r.node = :node order by r.started desc, r.id",
            StoredRun.class)
        .setParameter("node", node)
        .setMaxResults(most)
        .getResultStream()
        .map(StoredRun::view)
        .toList();
  }

  /** Deletes the records of runs before a time, and those beyond the newest thousand. */
  public int prune(String node, Instant before) {
    Instant oldestKept =
        entities
            .createQuery(
                "select r.started from StoredRun r where r.node = :node order by r.started desc",
                Instant.class)
            .setParameter("node", node)
            .setFirstResult(MAX_KEPT - 1)
            .setMaxResults(1)
            .getResultStream()
            .findFirst()
            .filter(before::isBefore)
            .orElse(before);
    return entities
        .createQuery("delete from StoredRun r where r.node = :node and r.started < :time")
        .setParameter("node", node)
        .setParameter("time", oldestKept)
        .executeUpdate();
  }
}
