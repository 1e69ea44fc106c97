package io.freshseal.alerts.boundary;

import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertFlow;
import io.freshseal.alerts.entity.AlertState;
import io.freshseal.alerts.entity.Circumstances.Affected;
import io.freshseal.alerts.entity.Finding;
import io.freshseal.events.entity.EventLevel;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of alerts; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class AlertRows {

  private static final Map<AlertState, String> STATES =
      Map.of(
          AlertState.OPEN, "a.endedAt is null and a.acknowledgedAt is null",
          AlertState.ACKNOWLEDGED, "a.endedAt is null and a.acknowledgedAt is not null",
          AlertState.ENDED, "a.endedAt is not null");
  private static final int MOST_TOLD = 500;

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Brings what is open in line with what was found, in one transaction. */
  public void follow(List<Finding> found, Instant now) {
    List<Alert> open =
        entities
            .createQuery("select a from Alert a where a.endedAt is null", Alert.class)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    AlertFlow.apply(open, found, now, UUID::randomUUID).forEach(entities::persist);
  }

  /** Those whose newest change was not told yet, the oldest change first, at most so many. */
  public List<Alert> untold() {
    return entities
        .createQuery(
            "select a from Alert a where a.told < a.revision order by a.changedAt, a.id",
            Alert.class)
        .setMaxResults(MOST_TOLD)
        .getResultList();
  }

  /** Notes that a change was told, unless there is a newer one. */
  public void told(UUID id, int revision) {
    Alert alert = entities.find(Alert.class, id.toString(), LockModeType.PESSIMISTIC_WRITE);
    if (alert != null && alert.revision() == revision) {
      alert.tell();
    }
  }

  /** Finds one. */
  public Optional<Alert> find(UUID id) {
    return Optional.ofNullable(entities.find(Alert.class, id.toString()));
  }

  /** Finds one and keeps others from changing it until the transaction ends. */
  public Optional<Alert> claim(UUID id) {
    return Optional.ofNullable(
        entities.find(Alert.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  /** A stretch of those in a state, the newest first. */
  public List<Alert> find(AlertState state, int offset, int limit) {
    return entities
        .createQuery(
            "select a from Alert a where " + STATES.get(state) + " order by a.startedAt desc, a.id",
            Alert.class)
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  /**
   * Those that follow one in the same order, the first ones if there is none; nothing is left out
   * or there twice, whatever begins or changes its state in between.
   */
  public List<Alert> following(AlertState state, Optional<Alert> last, int limit) {
    String condition =
        last.isPresent() ? " and (a.startedAt < :at or a.startedAt = :at and a.id > :id)" : "";
    TypedQuery<Alert> query =
        entities.createQuery(
            "select a from Alert a where "
                + STATES.get(state)
                + condition
                + " order by a.startedAt desc, a.id",
            Alert.class);
    last.ifPresent(
        alert ->
            query.setParameter("at", alert.startedAt()).setParameter("id", alert.id().toString()));
    return query.setMaxResults(limit).getResultList();
  }

  /** How many are in a state. */
  public long count(AlertState state) {
    return entities
        .createQuery("select count(a) from Alert a where " + STATES.get(state), Long.class)
        .getSingleResult();
  }

  /** How many of each level are open and not acknowledged. */
  public Map<EventLevel, Long> levels() {
    Map<EventLevel, Long> counts = new EnumMap<>(EventLevel.class);
    entities
        .createQuery(
            "select a.level, count(a) from Alert a where "
                + STATES.get(AlertState.OPEN)
                + " group by a.level",
            Object[].class)
        .getResultStream()
        .forEach(row -> counts.put((EventLevel) row[0], (Long) row[1]));
    return counts;
  }

  /** Deletes what ended before; answers how many. */
  public int deleteBefore(Instant time) {
    return entities
        .createQuery("delete from Alert a where a.endedAt < :time")
        .setParameter("time", time)
        .executeUpdate();
  }

  /** Computers that are heard and whose clocks differ by more than that many milliseconds. */
  public Affected clocks(long most, Instant now) {
    return affected("(c.clockOffset > :bound or c.clockOffset < :other)", now, most, -most);
  }

  /** Computers that are heard and have less than that many bytes free. */
  public Affected disks(long least, Instant now) {
    return affected("(c.freeDisk < :bound and c.freeDisk > :other)", now, least, -1);
  }

  private Affected affected(String condition, Instant now, long bound, long other) {
    String from = " from Computer c where c.offlineAt > :now and " + condition;
    long computers =
        bound(entities.createQuery("select count(c)" + from, Long.class), now, bound, other)
            .getSingleResult();
    if (computers == 0) {
      return Affected.NOBODY;
    }
    TypedQuery<String> first =
        entities.createQuery("select c.id" + from + " order by c.name, c.id", String.class);
    return new Affected(
        computers,
        bound(first, now, bound, other).setMaxResults(Finding.MOST_EXAMPLES).getResultList());
  }

  private static <T> TypedQuery<T> bound(TypedQuery<T> query, Instant now, long bound, long other) {
    return query.setParameter("now", now).setParameter("bound", bound).setParameter("other", other);
  }
}
