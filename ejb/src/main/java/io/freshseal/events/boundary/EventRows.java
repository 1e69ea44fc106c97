package io.freshseal.events.boundary;

import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.StoredEvent;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.events.entity.UnrecordedEvent;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of system events; each call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EventRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /**
   * Stores all of these that are not there yet, or none. Those of a type that is not recorded count
   * as stored.
   */
  public void store(List<SystemEvent> all) {
    Set<String> off = unrecorded();
    List<SystemEvent> events =
        all.stream().filter(event -> !off.contains(event.type().name())).toList();
    if (!events.isEmpty()) {
      storeNew(events);
    }
  }

  private void storeNew(List<SystemEvent> events) {
    List<String> keys = events.stream().map(event -> event.key().toString()).toList();
    Set<String> known =
        new HashSet<>(
            entities
                .createQuery("select e.key from StoredEvent e where e.key in :keys", String.class)
                .setParameter("keys", keys)
                .getResultList());
    for (SystemEvent event : events) {
      if (known.add(event.key().toString())) {
        entities.persist(new StoredEvent(event));
      }
    }
  }

  /** Names of the types that are not recorded. */
  public Set<String> unrecorded() {
    return Set.copyOf(
        entities.createQuery("select u.type from UnrecordedEvent u", String.class).getResultList());
  }

  /**
   * Ends the recording of a type; false if it has ended.
   *
   * @throws jakarta.ejb.EJBException if somebody else has just done so
   */
  public boolean recordNoMore(UnrecordedEvent type) {
    boolean recorded = !unrecorded().contains(type.name());
    if (recorded) {
      entities.persist(type);
    }
    return recorded;
  }

  /** Begins the recording of a type again; false if it goes on. */
  public boolean recordAgain(EventType type) {
    return entities
            .createQuery("delete from UnrecordedEvent u where u.type = :type")
            .setParameter("type", type.name())
            .executeUpdate()
        == 1;
  }

  /** Finds one event. */
  public Optional<StoredEvent> find(long id) {
    return Optional.ofNullable(entities.find(StoredEvent.class, id));
  }

  /** Finds the event with this idempotency key. */
  public Optional<StoredEvent> find(UUID key) {
    return entities
        .createQuery("select e from StoredEvent e where e.key = :key", StoredEvent.class)
        .setParameter("key", key.toString())
        .getResultStream()
        .findFirst();
  }

  /**
   * Deletes some of what happened before, at most so many, and answers how many: a stroke that no
   * writer has to wait for long. The newest of them go first, as the index has them.
   */
  public int deleteBefore(Instant time, int most) {
    List<Long> ended =
        entities
            .createQuery(
                "select e.id from StoredEvent e where e.time < :time order by e.time desc, e.id desc",
                Long.class)
            .setParameter("time", time)
            .setMaxResults(most)
            .getResultList();
    return ended.isEmpty()
        ? 0
        : entities
            .createQuery("delete from StoredEvent e where e.id in :ended")
            .setParameter("ended", ended)
            .executeUpdate();
  }
}
