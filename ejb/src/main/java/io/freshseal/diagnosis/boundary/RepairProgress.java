package io.freshseal.diagnosis.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.diagnosis.entity.Diagnosis;
import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.diagnosis.entity.KeptDiagnosis;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.diagnosis.entity.TakenStep;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Sentence;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes a repair on. A step and what it orders are written in one transaction, so each is taken
 * once, whenever the process ends.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class RepairProgress {

  @EJB private DiagnosisRows rows;
  @EJB private StepWork work;
  @EJB private FleetWard ward;
  @EJB private ComputerRows computers;
  @EJB private EventLog events;

  /**
   * Stores a new one with its steps; nothing of it is begun.
   *
   * @param only number of the one step that is wanted, from 1; empty for all
   * @throws jakarta.ejb.EJBException if one for the same cause goes on
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public UUID begin(KeptDiagnosis diagnosis, Optional<Integer> only, String actor, Instant now) {
    Repair repair = new Repair(diagnosis, actor, now);
    List<RepairStep> plan = diagnosis.steps();
    List<TakenStep> steps = new ArrayList<>();
    for (int n = 1; n <= plan.size(); n++) {
      if (only.isEmpty() || only.get() == n) {
        steps.add(new TakenStep(repair.id(), n, plan.get(n - 1).kind()));
      }
    }
    rows.add(repair, steps);
    tell(
        repair,
        "begun",
        SystemEvent.of(EventType.REPAIR_BEGUN, now)
            .figures(diagnosis.diagnosis().sentence(), steps.size()));
    return repair.id();
  }

  /** The same as {@link #advance}, in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void advanceAlone(UUID id, Instant now) {
    advance(id, now);
  }

  /** Takes it on as far as it goes now. */
  public void advance(UUID id, Instant now) {
    Optional<Repair> found = rows.claim(id).filter(repair -> repair.endedAt().isEmpty());
    if (found.isEmpty()) {
      return;
    }
    Repair repair = found.get();
    List<TakenStep> steps = rows.steps(id);
    if (repair.cancelledAt().isPresent()) {
      skipRest(steps, Sentence.of(DiagnosisSentence.STEP_CANCELLED), now);
      end(repair, RepairState.CANCELLED, EventType.REPAIR_CANCELLED, now);
      return;
    }
    KeptDiagnosis diagnosis = rows.diagnosis(repair.diagnosis()).orElseThrow();
    for (TakenStep step : steps) {
      if (!step.state().ended() && !taken(repair, step, diagnosis, now)) {
        return;
      }
      if (step.state() == RepairState.FAILED) {
        skipRest(steps, Sentence.of(DiagnosisSentence.STEP_BEFORE_FAILED, step.number()), now);
        end(repair, RepairState.FAILED, EventType.REPAIR_FAILED, now);
        return;
      }
    }
    if (steps.get(steps.size() - 1).number() < diagnosis.steps().size()) {
      // One step alone was wanted, and more are to follow: too early to judge.
      repair.end(RepairState.DONE, now);
      return;
    }
    judge(repair, diagnosis.diagnosis(), now);
  }

  // Whether the step has ended.
  private boolean taken(Repair repair, TakenStep step, KeptDiagnosis diagnosis, Instant now) {
    StepWork.Result result = result(repair, step, diagnosis.steps(), now);
    switch (result.state()) {
      case DONE -> done(repair, step, now);
      case FAILED -> {
        step.end(RepairState.FAILED, result.why(), now);
        Sentence why = result.why().orElseGet(() -> Sentence.asIs(""));
        tell(
            repair,
            ended(step),
            SystemEvent.of(EventType.REPAIR_STEP_FAILED, now)
                .figures(step.number(), step.kind(), why));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  // Of a diagnosis from before its steps were kept, this version may plan others.
  private StepWork.Result result(
      Repair repair, TakenStep step, List<RepairStep> plan, Instant now) {
    int at = step.number() - 1;
    return at < plan.size() && plan.get(at).kind() == step.kind()
        ? work.go(repair, step, plan.get(at), now)
        : StepWork.Result.failed(Sentence.of(DiagnosisSentence.STEP_OF_OTHER_PLAN));
  }

  /** Ends a step well. */
  public void done(Repair repair, TakenStep step, Instant now) {
    step.end(RepairState.DONE, Optional.empty(), now);
    tell(
        repair,
        ended(step),
        SystemEvent.of(EventType.REPAIR_STEP_DONE, now).figures(step.number(), step.kind()));
  }

  private static String ended(TakenStep step) {
    return "step/" + step.number() + "/ended";
  }

  private static void skipRest(List<TakenStep> steps, Sentence why, Instant now) {
    steps.forEach(step -> step.end(RepairState.SKIPPED, Optional.of(why), now));
  }

  // The diagnosis anew: of anybody who failed and still does, else of one who failed, agents first.
  private void judge(Repair repair, Diagnosis before, Instant now) {
    Set<UUID> concerned = before.concerned();
    Optional<Diagnosis> still =
        ward.open().stream().filter(d -> d.concernsOneOf(concerned)).findFirst();
    Optional<Diagnosis> after =
        still.or(
            () ->
                Stream.concat(before.affected().agents().stream(), concerned.stream().sorted())
                    .flatMap(id -> computers.find(id).stream())
                    .findFirst()
                    .map(computer -> ward.of(FleetWard.patient(computer))));
    after
        .map(found -> new KeptDiagnosis(found, ward.hasOwnSource(), repair.createdBy(), now))
        .map(rows::add)
        .ifPresent(kept -> repair.found(kept.id()));
    if (after.filter(found -> found.cause().isTrouble()).isPresent()) {
      end(repair, RepairState.FAILED, EventType.REPAIR_FAILED, now);
    } else {
      end(repair, RepairState.DONE, EventType.REPAIR_DONE, now);
    }
  }

  private void end(Repair repair, RepairState how, EventType type, Instant now) {
    repair.end(how, now);
    Sentence cause =
        repair
            .after()
            .or(() -> Optional.of(repair.diagnosis()))
            .flatMap(rows::diagnosis)
            .orElseThrow()
            .diagnosis()
            .sentence();
    tell(repair, "ended", SystemEvent.of(type, now).figures(cause));
  }

  // Before it is committed: a crash in between has it told again, under the same key.
  private void tell(Repair repair, String what, SystemEvent event) {
    events.record(
        event.once(repair.id(), what).about(repair.id().toString()).by(repair.createdBy()));
  }
}
