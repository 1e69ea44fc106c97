package io.freshseal.tasks.boundary;

import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventType;
import io.freshseal.events.entity.SystemEvent;
import io.freshseal.groups.boundary.GroupRows;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.tasks.entity.ScheduledTask;
import io.freshseal.tasks.entity.TaskSentence;
import io.freshseal.tasks.entity.TaskValues;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.UpdateSentence;
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
import java.util.Optional;
import java.util.UUID;

/** The scheduled tasks; whoever makes, changes, runs or deletes one is named in the event. */
@Stateless
public class ScheduledTasks {

  /** Most tasks that there can be. */
  public static final int MOST = 200;

  private static final System.Logger LOG = System.getLogger(ScheduledTasks.class.getName());

  @EJB private TaskRows rows;
  @EJB private TaskRuns runs;
  @EJB private GroupRows groups;
  @EJB private EventLog events;
  @Inject private Clock clock;
  @Resource private SessionContext session;

  /** All tasks, by name. */
  public List<ScheduledTask> all() {
    return rows.all();
  }

  /** Finds one. */
  public Optional<ScheduledTask> find(UUID id) {
    return rows.find(id);
  }

  /** Makes a task. */
  public Outcome<ScheduledTask> create(TaskValues values) {
    Instant now = clock.instant();
    List<ScheduledTask> others = rows.all();
    if (others.size() >= MOST) {
      return Outcome.refused(StatusCode.TOO_LARGE, TaskSentence.TOO_MANY, MOST);
    }
    return objection(values, others)
        .or(() -> neverDue(values, now))
        .orElseGet(
            () -> {
              ScheduledTask task = new ScheduledTask(UUID.randomUUID(), values, now);
              rows.add(task);
              return told(EventType.TASK_CREATED, task, now);
            });
  }

  /** Changes a task; one that is disabled has no next time. */
  public Outcome<ScheduledTask> change(UUID id, TaskValues values) {
    Instant now = clock.instant();
    Optional<ScheduledTask> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, TaskSentence.NO_TASK);
    }
    ScheduledTask task = found.get();
    List<ScheduledTask> others =
        rows.all().stream().filter(other -> !other.id().equals(id)).toList();
    return objection(values, others)
        .or(
            () ->
                task.values().schedule().equals(values.schedule())
                    ? Optional.empty()
                    : neverDue(values, now))
        .orElseGet(
            () -> {
              task.change(values, now);
              return told(EventType.TASK_CHANGED, task, now);
            });
  }

  /** Deletes a task; the security updates that it has ordered stay. */
  public Outcome<ScheduledTask> delete(UUID id) {
    Optional<ScheduledTask> found = rows.claim(id);
    if (found.isEmpty()) {
      return Outcome.refused(StatusCode.NOT_FOUND, TaskSentence.NO_TASK);
    }
    rows.delete(found.get());
    return told(EventType.TASK_DELETED, found.get(), clock.instant());
  }

  /** Runs a task now; its next time stays as it is. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Outcome<SecurityUpdate> run(UUID id) {
    return runs.runByHand(id, actor(), clock.instant());
  }

  /** Runs every task that is due. What one of them meets with does not stop the others. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void runDue(Instant now) {
    for (UUID id : rows.due(now)) {
      try {
        runs.runDue(id, now);
      } catch (EJBException e) {
        LOG.log(Level.WARNING, "the task {0} stays due: {1}", id, e.getMessage());
      }
    }
  }

  private Optional<Outcome<ScheduledTask>> objection(
      TaskValues values, List<ScheduledTask> others) {
    Optional<Sentence> refused = values.refused();
    if (refused.isPresent()) {
      return Optional.of(new Outcome.Refused<>(StatusCode.BAD_REQUEST, refused.get()));
    }
    if (values.group().filter(id -> groups.find(id).isEmpty()).isPresent()) {
      return Optional.of(Outcome.refused(StatusCode.BAD_REQUEST, UpdateSentence.NO_GROUP));
    }
    return others.stream()
        .map(other -> other.values().name())
        .filter(name -> name.equalsIgnoreCase(values.name()))
        .findFirst()
        .map(name -> Outcome.refused(StatusCode.CONFLICT, TaskSentence.NAME_TAKEN, name));
  }

  private static Optional<Outcome<ScheduledTask>> neverDue(TaskValues values, Instant now) {
    return values.enabled() && values.schedule().next(now).isEmpty()
        ? Optional.of(Outcome.refused(StatusCode.BAD_REQUEST, TaskSentence.NEVER_DUE))
        : Optional.empty();
  }

  private Outcome<ScheduledTask> told(EventType type, ScheduledTask task, Instant now) {
    String name = task.values().name();
    events.record(SystemEvent.of(type, now).about(name).by(actor()).figures(name));
    return Outcome.done(task);
  }

  private String actor() {
    return session.getCallerPrincipal().getName();
  }
}
