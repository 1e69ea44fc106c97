package io.freshseal.tasks.boundary;

import io.freshseal.tasks.entity.ScheduledTask;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of scheduled tasks; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class TaskRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** All tasks, by name. */
  public List<ScheduledTask> all() {
    return entities
        .createQuery("select t from ScheduledTask t order by t.name, t.id", ScheduledTask.class)
        .getResultList();
  }

  /** The ids of those that are due, the longest due first. */
  public List<UUID> due(Instant now) {
    return entities
        .createQuery(
            "select t.id from ScheduledTask t where t.nextRun <= :now order by t.nextRun, t.id",
            String.class)
        .setParameter("now", now)
        .getResultStream()
        .map(UUID::fromString)
        .toList();
  }

  /** Finds one. */
  public Optional<ScheduledTask> find(UUID id) {
    return Optional.ofNullable(entities.find(ScheduledTask.class, id.toString()));
  }

  /** Finds one and keeps others from changing or running it until the transaction ends. */
  public Optional<ScheduledTask> claim(UUID id) {
    return Optional.ofNullable(
        entities.find(ScheduledTask.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  /** Stores a new task. */
  public void add(ScheduledTask task) {
    entities.persist(task);
  }

  /** Deletes a task that was found in the same transaction. */
  public void delete(ScheduledTask task) {
    entities.remove(task);
  }
}
