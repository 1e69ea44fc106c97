package io.freshseal.updates.boundary;

import io.freshseal.updates.entity.GroupProgress;
import io.freshseal.updates.entity.Hearing;
import io.freshseal.updates.entity.StepStanding;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The steps of security updates for those who look at them, counted and cut by the database. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class StepRows {

  // As StepStanding decides it, for the database.
  private static final String HEARD =
      "exists (select c.id from Computer c where c.id = s.computer and c.lastSeen is not null"
          + " and c.offlineAt > :now";
  private static final Map<StepStanding, String> PENDING =
      Map.of(
          StepStanding.PENDING,
          " and " + HEARD + " and c.lastSeen <= :since)",
          StepStanding.PENDING_HEARTBEAT,
          " and " + HEARD + " and c.lastSeen > :since)",
          StepStanding.PENDING_OFFLINE,
          " and not " + HEARD + ")");

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** A stretch of the steps of a run by the computers' names. */
  public List<UpdateStep> steps(UUID update, Optional<StepState> state, int offset, int limit) {
    Map<String, Object> parameters = new HashMap<>();
    state.ifPresent(wanted -> parameters.put("state", wanted));
    String where = state.map(wanted -> " and s.state = :state").orElse("");
    return page(update, where, parameters, offset, limit);
  }

  /** A stretch of the steps that stand so, by the computers' names. */
  public List<UpdateStep> standing(
      UUID update, StepStanding standing, Hearing hearing, Stretch stretch) {
    Map<String, Object> parameters = new HashMap<>();
    String where = where(standing, hearing, parameters);
    return page(update, where, parameters, stretch.offset(), stretch.limit());
  }

  /**
   * A stretch of a list.
   *
   * @param offset how many to skip
   * @param limit most to answer
   */
  public record Stretch(int offset, int limit) {}

  private List<UpdateStep> page(
      UUID update, String where, Map<String, Object> parameters, int offset, int limit) {
    TypedQuery<UpdateStep> query =
        entities.createQuery(
            "select s from UpdateStep s where s.update = :update"
                + where
                + " order by s.computerName, s.id",
            UpdateStep.class);
    parameters.forEach(query::setParameter);
    return query
        .setParameter("update", update.toString())
        .setFirstResult(offset)
        .setMaxResults(limit)
        .getResultList();
  }

  private static String where(
      StepStanding standing, Hearing hearing, Map<String, Object> parameters) {
    parameters.put("state", standing.state());
    if (standing.state() == StepState.PENDING) {
      parameters.put("now", hearing.now());
      if (standing != StepStanding.PENDING_OFFLINE) {
        parameters.put("since", hearing.notDueSince());
      }
    }
    return " and s.state = :state" + PENDING.getOrDefault(standing, "");
  }

  /** How many of the ordered computers of a run, which have not begun, stand in each way. */
  public Map<StepStanding, Long> pending(UUID update, Hearing hearing) {
    Map<StepStanding, Long> counts = new EnumMap<>(StepStanding.class);
    for (StepStanding standing : PENDING.keySet()) {
      Map<String, Object> parameters = new HashMap<>();
      String where = where(standing, hearing, parameters);
      TypedQuery<Long> query =
          entities.createQuery(
              "select count(s) from UpdateStep s where s.update = :update" + where, Long.class);
      parameters.forEach(query::setParameter);
      counts.put(standing, query.setParameter("update", update.toString()).getSingleResult());
    }
    return counts;
  }

  /** How many computers of a run are in which group, role and state. */
  public List<GroupProgress.Count> perGroup(UUID update) {
    return entities
        .createQuery(
            "select s.group, s.relay, s.state, count(s) from UpdateStep s"
                + " where s.update = :update group by s.group, s.relay, s.state",
            Object[].class)
        .setParameter("update", update.toString())
        .getResultStream()
        .map(
            row ->
                new GroupProgress.Count(
                    (String) row[0],
                    (Boolean) row[1],
                    (StepState) row[2],
                    ((Number) row[3]).longValue()))
        .toList();
  }

  /** When anything of a run last changed; empty if nothing is ordered. */
  public Optional<Instant> changedAt(UUID update) {
    return Optional.ofNullable(
        entities
            .createQuery(
                "select max(s.changedAt) from UpdateStep s where s.update = :update", Instant.class)
            .setParameter("update", update.toString())
            .getSingleResult());
  }
}
