package io.freshseal.tasks.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.tasks.entity.ScheduledTask;
import io.freshseal.tasks.entity.TaskResult;
import io.freshseal.tasks.entity.TaskSentence;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.SecurityUpdate;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Runs a task, in one transaction: the order, what the task knows of it, and its next time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TaskRuns {

  private static final String ACTOR = "task:";
  private static final TaskSentence STILL_RUNNING = TaskSentence.STILL_RUNNING;

  @EJB private TaskRows rows;
  @EJB private SecurityUpdates updates;
  @EJB private EventLog events;

  /** Runs a task that is due; one that another node has run meanwhile is not due any more. */
  public void runDue(UUID id, Instant now) {
    rows.claim(id)
        .filter(task -> task.isDue(now))
        .ifPresent(
            task -> {
              run(
                  task,
                  SystemEvent.of(EventType.TASK_STARTED, now)
                      .under(key(id, task.nextRun().orElse(now)))
                      .by(ACTOR + task.values().name()));
              task.moveOn(now);
            });
  }

  /** Runs a task for somebody, due or not, enabled or not. */
  public Outcome<SecurityUpdate> runByHand(UUID id, String actor, Instant now) {
    return rows.claim(id)
        .map(task -> run(task, SystemEvent.of(EventType.TASK_RUN_BY_HAND, now).by(actor)))
        .orElseGet(() -> Outcome.refused(StatusCode.NOT_FOUND, TaskSentence.NO_TASK));
  }

  private Outcome<SecurityUpdate> run(ScheduledTask task, SystemEvent started) {
    Optional<UUID> going = task.lastUpdate().filter(this::goesOn);
    Outcome<SecurityUpdate> outcome =
        going
            .map(id -> Outcome.<SecurityUpdate>refused(StatusCode.CONFLICT, STILL_RUNNING, id))
            .orElseGet(() -> updates.order(task.values().order(), started.actor()));
    TaskResult otherwise = going.isPresent() ? TaskResult.SKIPPED : TaskResult.REFUSED;
    SystemEvent event =
        outcome.fold(
            update -> ordered(task, update, started),
            refused -> omitted(task, otherwise, refused.sentence(), started));
    events.record(event.about(task.values().name()));
    return outcome;
  }

  private boolean goesOn(UUID update) {
    return updates.find(update).filter(found -> found.endedAt().isEmpty()).isPresent();
  }

  private static SystemEvent ordered(
      ScheduledTask task, SecurityUpdate update, SystemEvent started) {
    task.ordered(update.id(), started.time());
    return started.figures(task.values().name(), update.id());
  }

  private static SystemEvent omitted(
      ScheduledTask task, TaskResult result, Sentence why, SystemEvent started) {
    task.omitted(result, why, started.time());
    return SystemEvent.of(EventType.TASK_SKIPPED, started.time())
        .under(started.key())
        .by(started.actor())
        .figures(task.values().name(), why);
  }

  // Of one due time there is one event, also if a kill makes it run again.
  private static UUID key(UUID task, Instant due) {
    return UUID.nameUUIDFromBytes((task + " " + due).getBytes(StandardCharsets.UTF_8));
  }
}
