package io.freshseal.diagnosis.boundary;

import io.freshseal.computers.boundary.ComputerRows;
import io.freshseal.computers.entity.Computer;
import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.diagnosis.entity.Repair;
import io.freshseal.diagnosis.entity.RepairKind;
import io.freshseal.diagnosis.entity.RepairState;
import io.freshseal.diagnosis.entity.RepairStep;
import io.freshseal.diagnosis.entity.TakenStep;
import io.freshseal.diagnosis.entity.Whom;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.member.entity.OrderKind;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateOrder;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Does what a step of a repair says, and looks how far it is. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class StepWork {

  @EJB private SecurityUpdates updates;
  @EJB private ComputerRows computers;
  @EJB private RelayBuilds builds;
  @EJB private SourceDesk source;
  @EJB private DiagnosisRows rows;
  @EJB private FleetWard ward;

  /**
   * How far a step is.
   *
   * @param why it failed
   */
  public record Result(RepairState state, Optional<Sentence> why) {
    /** It goes on. */
    public static final Result RUNNING = new Result(RepairState.RUNNING, Optional.empty());

    /** It ended well. */
    public static final Result DONE = new Result(RepairState.DONE, Optional.empty());

    /** It failed. */
    public static Result failed(Sentence why) {
      return new Result(RepairState.FAILED, Optional.of(why));
    }
  }

  /** Begins it if it waits, and looks. */
  public Result go(Repair repair, TakenStep step, RepairStep plan, Instant now) {
    if (step.state() == RepairState.WAITING) {
      Optional<Sentence> refused = begin(repair, step, plan, now);
      if (refused.isPresent()) {
        return Result.failed(refused.get());
      }
    }
    Result result = look(repair, step, plan);
    Instant until = step.beganAt().orElse(now).plus(plan.most());
    boolean late = !step.kind().byHand() && !until.isAfter(now);
    return late && result.state() == RepairState.RUNNING
        ? Result.failed(Sentence.of(DiagnosisSentence.STEP_TOO_LONG, until))
        : result;
  }

  private Optional<Sentence> begin(Repair repair, TakenStep step, RepairStep plan, Instant now) {
    List<UUID> ordered = new ArrayList<>();
    Optional<OrderKind> kind = step.kind().order();
    List<UUID> all = kind.isPresent() ? whom(repair, plan) : List.of();
    for (int at = 0; at < all.size(); at += UpdateOrder.MOST_NAMED) {
      List<UUID> some = all.subList(at, Math.min(all.size(), at + UpdateOrder.MOST_NAMED));
      Outcome<SecurityUpdate> outcome =
          updates.order(
              new UpdateOrder(kind.orElseThrow(), some, Optional.empty(), plan.most()),
              repair.createdBy());
      Optional<Sentence> refused =
          outcome.fold(
              update -> {
                ordered.add(update.id());
                return Optional.empty();
              },
              no -> Optional.of(no.sentence()));
      if (refused.isPresent()) {
        return refused;
      }
    }
    step.begin(ordered, now);
    return Optional.empty();
  }

  // Agents that have come to fail beside the others since the diagnosis was made come along.
  private List<UUID> whom(Repair repair, RepairStep plan) {
    if (plan.whom() != Whom.AGENTS) {
      return plan.computers();
    }
    Set<UUID> concerned = rows.diagnosis(repair.diagnosis()).orElseThrow().diagnosis().concerned();
    Set<UUID> all = new LinkedHashSet<>(plan.computers());
    ward.open().stream()
        .filter(other -> other.concernsOneOf(concerned))
        .forEach(other -> all.addAll(plan.whom().of(other)));
    return List.copyOf(all);
  }

  private Result look(Repair repair, TakenStep step, RepairStep plan) {
    if (step.kind() == RepairKind.UPGRADE_RELAY) {
      return upgraded(step, plan);
    }
    if (step.kind().order().isPresent()) {
      return ordered(step);
    }
    return switch (step.kind()) {
      case AWAIT_SUCCESS ->
          plan.computers().stream().allMatch(id -> succeeded(id, since(repair, step)))
              ? Result.DONE
              : Result.RUNNING;
      case RENEW_SOURCE -> renewed();
      default -> Result.RUNNING;
    };
  }

  // What counts is the build that the relay reports, also where a person has been quicker.
  private Result upgraded(TakenStep step, RepairStep plan) {
    if (plan.computers().stream().allMatch(this::refreshes)) {
      return Result.DONE;
    }
    Result result = ordered(step);
    return result.state() == RepairState.FAILED ? result : Result.RUNNING;
  }

  private Result ordered(TakenStep step) {
    long all = 0;
    long well = 0;
    for (UUID id : step.updates()) {
      if (updates.find(id).filter(update -> update.endedAt().isEmpty()).isPresent()) {
        return Result.RUNNING;
      }
      var counts = updates.counts(id);
      all += counts.values().stream().mapToLong(Long::longValue).sum();
      well += counts.getOrDefault(StepState.SUCCEEDED, 0L);
    }
    return well == all ? Result.DONE : Result.failed(notAll(step, well, all));
  }

  private Sentence notAll(TakenStep step, long well, long all) {
    Optional<UpdateStep> bad =
        step.updates().stream()
            .flatMap(
                id ->
                    List.of(StepState.REFUSED, StepState.FAILED, StepState.SKIPPED).stream()
                        .flatMap(s -> updates.steps(id, Optional.of(s), 0, 1).stream()))
            .findFirst();
    return Sentence.of(
        DiagnosisSentence.STEP_NOT_BY_ALL,
        well,
        all,
        bad.map(UpdateStep::computerName).orElse("-"),
        bad.map(b -> b.error().text()).orElse("-"));
  }

  // The update that is waited for was ordered by the step before, maybe in a repair before this.
  private Instant since(Repair repair, TakenStep step) {
    return rows.taken(repair.diagnosis()).stream()
        .filter(other -> other.kind() == RepairKind.UPDATE_RELAY)
        .flatMap(other -> other.beganAt().stream())
        .findFirst()
        .or(step::beganAt)
        .orElse(Instant.MAX);
  }

  // An update that ended before counts for nothing, whatever the relay's clock says; neither does
  // one that left anything there that has run out.
  private boolean succeeded(UUID relay, Instant since) {
    return computers
        .find(relay)
        .filter(c -> c.lastRun().filter(run -> run.error().code() == 0).isPresent())
        .flatMap(Computer::lastRunEnded)
        .filter(ended -> !ended.isBefore(since))
        .filter(ended -> ward.isFresh(relay))
        .isPresent();
  }

  private boolean refreshes(UUID relay) {
    return computers
        .find(relay)
        .filter(c -> builds.table().refreshesSignatures(c.facts().build()))
        .isPresent();
  }

  // Renewing twice does no harm, so a process that ended in between begins anew.
  private Result renewed() {
    return source
        .renew(Optional.empty())
        .fold(
            published -> Result.DONE,
            nothing -> Result.DONE,
            refused -> Result.failed(refused.sentence()));
  }
}
