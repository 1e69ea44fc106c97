package io.freshseal.diagnosis.boundary;

import io.freshseal.computers.entity.Computer;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.TakenStep;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of diagnoses and repairs; joins the caller's transaction or is one of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class DiagnosisRows {

  private static final int MOST_COMPUTERS = 20_000;
  private static final int MOST_STEPS = 200;

  @PersistenceContext(unitName = "freshseal")
  private EntityManager entities;

  /** The computers that are heard and whose last update did not end well, at most so many. */
  public List<Computer> failing(Instant now) {
    return entities
        .createQuery(
            "select c from Computer c where c.offlineAt > :now and c.run.code <> 0 order by c.id",
            Computer.class)
        .setParameter("now", now)
        .setMaxResults(MOST_COMPUTERS)
        .getResultList();
  }

  /** By how much the clocks of those that are heard are ahead; without the manager's own. */
  public Map<UUID, Duration> clocks(Instant now, UUID own) {
    Map<UUID, Duration> clocks = new HashMap<>();
    entities
        .createQuery(
            "select c.id, c.clockOffset from Computer c"
                + " where c.offlineAt > :now and c.clockOffset is not null and c.id <> :own",
            Object[].class)
        .setParameter("now", now)
        .setParameter("own", own.toString())
        .setMaxResults(MOST_COMPUTERS)
        .getResultStream()
        .forEach(
            row -> clocks.put(UUID.fromString((String) row[0]), Duration.ofMillis((Long) row[1])));
    return clocks;
  }

  /** The computers of this name; names are not unique. */
  public List<Computer> named(String name) {
    return entities
        .createQuery("select c from Computer c where c.name = :name order by c.id", Computer.class)
        .setParameter("name", name)
        .setMaxResults(100)
        .getResultList();
  }

  /** Stores one. */
  public KeptDiagnosis add(KeptDiagnosis diagnosis) {
    entities.persist(diagnosis);
    entities.flush();
    return diagnosis;
  }

  /** Finds a diagnosis. */
  public Optional<KeptDiagnosis> diagnosis(UUID id) {
    return Optional.ofNullable(entities.find(KeptDiagnosis.class, id.toString()));
  }

  /** Stores a repair and its steps. */
  public void add(Repair repair, List<TakenStep> steps) {
    entities.persist(repair);
    entities.flush();
    steps.forEach(entities::persist);
    entities.flush();
  }

  /** Finds a repair. */
  public Optional<Repair> repair(UUID id) {
    return Optional.ofNullable(entities.find(Repair.class, id.toString()));
  }

  /** Finds a repair and keeps others from changing it until the transaction ends. */
  public Optional<Repair> claim(UUID id) {
    return Optional.ofNullable(
        entities.find(Repair.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
  }

  /** The ids of the repairs that have not ended. */
  public List<UUID> open() {
    return entities
        .createQuery("select r.id from Repair r where r.endedAt is null", String.class)
        .getResultStream()
        .map(UUID::fromString)
        .toList();
  }

  /** The repair that goes on for a cause, whatever diagnosis it follows; there is at most one. */
  public Optional<Repair> running(String causeKey) {
    return entities
        .createQuery("select r from Repair r where r.openCause = :cause", Repair.class)
        .setParameter("cause", causeKey)
        .getResultStream()
        .findFirst();
  }

  /** The newest repair of a diagnosis. */
  public Optional<Repair> newest(UUID diagnosis) {
    return entities
        .createQuery(
            "select r from Repair r where r.diagnosis = :diagnosis order by r.createdAt desc",
            Repair.class)
        .setParameter("diagnosis", diagnosis.toString())
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** The steps of all repairs of a diagnosis, those of the newest repair first. */
  public List<TakenStep> taken(UUID diagnosis) {
    return entities
        .createQuery(
            "select s from TakenStep s, Repair r where r.id = s.repair"
                + " and r.diagnosis = :diagnosis order by r.createdAt desc, s.number",
            TakenStep.class)
        .setParameter("diagnosis", diagnosis.toString())
        .setMaxResults(MOST_STEPS)
        .getResultList();
  }

  /** Deletes the repairs that ended before, and the diagnoses made before that no repair is of. */
  public void deleteBefore(Instant time) {
    for (String statement :
        List.of(
            "delete from TakenStep s where s.repair in"
                + " (select r.id from Repair r where r.endedAt < :time)",
            "delete from Repair r where r.endedAt < :time",
            "delete from KeptDiagnosis d where d.createdAt < :time and not exists"
                + " (select r.id from Repair r where r.diagnosis = d.id or r.after = d.id)")) {
      entities.createQuery(statement).setParameter("time", time).executeUpdate();
    }
  }

  /** The steps of a repair in their order. */
  public List<TakenStep> steps(UUID repair) {
    return entities
        .createQuery(
            "select s from TakenStep s where s.repair = :repair order by s.number", TakenStep.class)
        .setParameter("repair", repair.toString())
        .getResultList();
  }
}
