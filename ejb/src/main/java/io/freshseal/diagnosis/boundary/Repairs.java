package io.freshseal.diagnosis.boundary;

import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.diagnosis.entity.TakenStep;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.StatusCode;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Repairs: begun, followed, cancelled; whoever does is named in the event. */
@Stateless
public class Repairs {

  private static final System.Logger LOG = System.getLogger(Repairs.class.getName());

  @EJB private DiagnosisRows rows;
  @EJB private RepairProgress progress;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /**
   * Begins one; its first step is begun when this returns. For each cause one goes on at a time.
   *
   * @param only number of the one step that is wanted, from 1; empty for all
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Outcome<Repair> begin(UUID diagnosis, Optional<Integer> only) {
    Optional<KeptDiagnosis> found = rows.diagnosis(diagnosis);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, DiagnosisSentence.NO_DIAGNOSIS);
    }
    List<RepairStep> plan = found.get().steps();
    if (plan.isEmpty()) {
      return Outcome.refused(StatusCode.CONFLICT, DiagnosisSentence.NOTHING_TO_REPAIR);
    }
    if (only.filter(n -> n < 1 || n > plan.size()).isPresent()) {
      return Outcome.refused(StatusCode.NOT_FOUND, DiagnosisSentence.NO_STEP);
    }
    Optional<Repair> other = running(found.get());
    return other.isPresent() ? underRepair(other.get()) : begun(found.get(), only);
  }

  private Outcome<Repair> begun(KeptDiagnosis diagnosis, Optional<Integer> only) {
    Instant now = clock.instant();
    UUID id;
    try {
      id = progress.begin(diagnosis, only, actor(), now);
    } catch (EJBException e) {
      // Of two who begin at the same moment the database lets one.
      return running(diagnosis).map(Repairs::underRepair).orElseThrow(() -> e);
    }
    progress.advanceAlone(id, now);
    return Outcome.done(rows.repair(id).orElseThrow());
  }

  private static Outcome<Repair> underRepair(Repair other) {
    return Outcome.refused(
        StatusCode.CONFLICT,
        DiagnosisSentence.UNDER_REPAIR,
        other.createdBy(),
        other.createdAt(),
        other.id());
  }

  /** The repair that goes on for the cause of a diagnosis, whoever began it, by whatever page. */
  public Optional<Repair> running(KeptDiagnosis diagnosis) {
    return rows.running(diagnosis.diagnosis().causeKey())
        .or(() -> rows.newest(diagnosis.id()).filter(repair -> repair.endedAt().isEmpty()));
  }

  /** Says that a step by hand is done; what follows begins. */
  public Outcome<Repair> confirm(UUID id, int number) {
    Optional<Repair> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, DiagnosisSentence.NO_REPAIR);
    }
    Optional<TakenStep> step =
        rows.steps(id).stream().filter(s -> s.number() == number).findFirst();
    if (step.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, DiagnosisSentence.NO_STEP);
    }
    if (step.get().state() != RepairState.BY_HAND) {
      return Outcome.refused(StatusCode.CONFLICT, DiagnosisSentence.NOT_BY_HAND);
    }
    Instant now = clock.instant();
    progress.done(found.get(), step.get(), now);
    progress.advance(id, now);
    return Outcome.done(found.get());
  }

  /** Begins nothing more of one; what has begun on computers goes on. */
  public Outcome<Repair> cancel(UUID id) {
    Optional<Repair> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, DiagnosisSentence.NO_REPAIR);
    }
    Instant now = clock.instant();
    if (found.get().endedAt().isEmpty()) {
      found.get().cancel(now);
      progress.advance(id, now);
    }
    return Outcome.done(found.get());
  }

  /** Finds one. */
  public Optional<Repair> find(UUID id) {
    return rows.repair(id);
  }

  /** The newest of a diagnosis. */
  public Optional<Repair> newest(UUID diagnosis) {
    return rows.newest(diagnosis);
  }

  /** How far each step of a diagnosis is: as the newest repair that takes it says. */
  public List<TakenStep> taken(UUID diagnosis) {
    Map<Integer, TakenStep> steps = new TreeMap<>();
    rows.taken(diagnosis).forEach(step -> steps.putIfAbsent(step.number(), step));
    return List.copyOf(steps.values());
  }

  /** Its steps in their order. */
  public List<TakenStep> steps(UUID id) {
    return rows.steps(id);
  }

  /**
   * Takes every repair on that has not ended; a timer's job. What one of them meets with does not
   * stop the others.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void tend(Instant now) {
    for (UUID id : rows.open()) {
      try {
        progress.advanceAlone(id, now);
      } catch (EJBException e) {
        LOG.log(Level.WARNING, "the repair " + id + " does not go on", e);
      }
    }
  }

  /** Forgets what ended before, and the diagnoses that no repair is of. */
  public void deleteBefore(Instant time) {
    rows.deleteBefore(time);
  }

  private String actor() {
    return session.getCallerPrincipal().getName();
  }
}
