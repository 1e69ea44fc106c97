package io.freshseal.updates.boundary;

import io.freshseal.updates.entity.RunPage;
import io.freshseal.updates.entity.RunPlace;
import io.freshseal.updates.entity.RunQuery;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The rows of security updates; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class UpdateRows {

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** Stores a new run; it can be claimed in the same transaction. */
  public void add(SecurityUpdate update) {
    entities.persist(update);
    entities.flush();
  }

  /** Stores a new step. */
  public void add(UpdateStep step) {
    entities.persist(step);
  }

  /** Finds a run. */
  public Optional<SecurityUpdate> find(UUID id) {
    return Optional.ofNullable(entities.find(SecurityUpdate.class, id.toString()));
  }

  /** Finds a run and keeps others from changing it until the transaction ends. */
  public Optional<SecurityUpdate> claim(UUID id) {
    return Optional.ofNullable(
        entities.find(SecurityUpdate.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  /** The newest runs. */
  public List<SecurityUpdate> newest(int most) {
    return entities
        .createQuery(
            "select u from SecurityUpdate u order by u.createdAt desc, u.id", SecurityUpdate.class)
        .setMaxResults(most)
        .getResultList();
  }

  /** The run that ended first of those that ended before this time. */
  public Optional<UUID> endedBefore(Instant time) {
    return entities
        .createQuery(
            "select u.id from SecurityUpdate u where u.endedAt < :time order by u.endedAt, u.id",
            String.class)
        .setParameter("time", time)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(UUID::fromString);
  }

  /** Deletes a run and its steps. */
  public void delete(UUID update) {
    entities
        .createQuery("delete from UpdateStep s where s.update = :update")
        .setParameter("update", update.toString())
        .executeUpdate();
    entities
        .createQuery("delete from SecurityUpdate u where u.id = :update")
        .setParameter("update", update.toString())
        .executeUpdate();
  }

  /** A stretch of the runs, the newest first, counted and cut by the database. */
  public RunPage find(RunQuery query) {
    String from = " from SecurityUpdate u" + where(conditions(query));
    TypedQuery<Long> count = entities.createQuery("select count(u)" + from, Long.class);
    TypedQuery<SecurityUpdate> page =
        entities.createQuery(
            "select u" + from + " order by u.createdAt desc, u.id", SecurityUpdate.class);
    query
        .kind()
        .ifPresent(
            kind -> {
              count.setParameter("kind", kind);
              page.setParameter("kind", kind);
            });
    return new RunPage(
        page.setFirstResult(query.offset()).setMaxResults(query.limit()).getResultList(),
        count.getSingleResult());
  }

  private static List<String> conditions(RunQuery query) {
    List<String> conditions = new ArrayList<>();
    query.kind().ifPresent(kind -> conditions.add("u.kind = :kind"));
    query
        .running()
        .ifPresent(running -> conditions.add("u.endedAt is " + (running ? "null" : "not null")));
    return conditions;
  }

  private static String where(List<String> conditions) {
    return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
  }

  /**
   * The next runs, the newest first, and one more than wanted if there are more.
   *
   * @param query its offset does not count
   * @param last behind which one; empty for the first ones
   */
  public List<SecurityUpdate> following(RunQuery query, Optional<RunPlace> last) {
    List<String> conditions = conditions(query);
    if (last.isPresent()) {
      conditions.add("(u.createdAt < :time or (u.createdAt = :time and u.id > :id))");
    }
    TypedQuery<SecurityUpdate> next =
        entities.createQuery(
            "select u from SecurityUpdate u"
                + where(conditions)
                + " order by u.createdAt desc, u.id",
            SecurityUpdate.class);
    query.kind().ifPresent(kind -> next.setParameter("kind", kind));
    last.ifPresent(
        place ->
            next.setParameter("time", place.createdAt()).setParameter("id", place.id().toString()));
    return next.setMaxResults(query.limit() + 1).getResultList();
  }

  /** The ids of the runs that have not ended. */
  public List<UUID> open() {
    return entities
        .createQuery("select u.id from SecurityUpdate u where u.endedAt is null", String.class)
        .getResultStream()
        .map(UUID::fromString)
        .toList();
  }

  /**
   * Whether anything of a run has not ended. Asked after every report; the open states by name are
   * what an index answers, unlike "none of the ended ones".
   */
  public boolean hasOpenSteps(UUID update) {
    return !entities
        .createQuery(
            "select s.id from UpdateStep s where s.update = :update and s.state in :open",
            String.class)
        .setParameter("update", update.toString())
        .setParameter("open", EnumSet.complementOf(EnumSet.copyOf(StepState.ENDED)))
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  /** How many computers of a run are in each state. */
  public Map<StepState, Long> counts(UUID update) {
    Map<StepState, Long> counts = new EnumMap<>(StepState.class);
    entities
        .createQuery(
            "select s.state, count(s) from UpdateStep s where s.update = :update group by s.state",
            Object[].class)
        .setParameter("update", update.toString())
        .getResultStream()
        .forEach(row -> counts.put((StepState) row[0], (Long) row[1]));
    return counts;
  }

  /** How many computers of each of these runs are in each state, in one query. */
  public Map<UUID, Map<StepState, Long>> countsOf(Collection<UUID> updates) {
    Map<UUID, Map<StepState, Long>> counts = new HashMap<>();
    if (!updates.isEmpty()) {
      entities
          .createQuery(
              "select s.update, s.state, count(s) from UpdateStep s where s.update in :updates"
                  + " group by s.update, s.state",
              Object[].class)
          .setParameter("updates", updates.stream().map(UUID::toString).toList())
          .getResultStream()
          .forEach(
              row ->
                  counts
                      .computeIfAbsent(
                          UUID.fromString((String) row[0]), id -> new EnumMap<>(StepState.class))
                      .put((StepState) row[1], (Long) row[2]));
    }
    return counts;
  }

  /** The steps of the relays of a run. */
  public List<UpdateStep> relaySteps(UUID update) {
    return entities
        .createQuery(
            "select s from UpdateStep s where s.update = :update and s.relay = true",
            UpdateStep.class)
        .setParameter("update", update.toString())
        .getResultList();
  }

  /** The groups of a run whose agents still wait. */
  public List<String> groupsOfWaitingAgents(UUID update) {
    return entities
        .createQuery(
            "select distinct s.group from UpdateStep s where s.update = :update"
                + " and s.relay = false and s.state = :waiting",
            String.class)
        .setParameter("update", update.toString())
        .setParameter("waiting", StepState.WAITING)
        .getResultList();
  }

  /** The steps that a computer is to be told of in time: one of each open run at most. */
  public List<UpdateStep> ordersOf(UUID computer) {
    return entities
        .createQuery(
            "select s from UpdateStep s where s.computer = :computer and s.state in :states"
                + " order by s.changedAt, s.id",
            UpdateStep.class)
        .setParameter("computer", computer.toString())
        .setParameter("states", Set.of(StepState.PENDING, StepState.IN_PROGRESS))
        .getResultList();
  }

  /** The steps of a computer that have not ended. */
  public List<UpdateStep> openOf(UUID computer) {
    return entities
        .createQuery(
            "select s from UpdateStep s where s.computer = :computer and s.state in :states",
            UpdateStep.class)
        .setParameter("computer", computer.toString())
        .setParameter("states", EnumSet.complementOf(EnumSet.copyOf(StepState.ENDED)))
        .getResultList();
  }

  /** Finds one step. */
  public Optional<UpdateStep> step(UUID id) {
    return Optional.ofNullable(entities.find(UpdateStep.class, id.toString()));
  }
}
