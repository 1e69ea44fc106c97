package io.freshseal.console.tasks;

import io.freshseal.console.frame.Notices;
import io.freshseal.console.frame.SeenRows;
import io.freshseal.console.frame.Times;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.tasks.boundary.ScheduledTasks;
import io.freshseal.tasks.entity.Recurrence;
import io.freshseal.tasks.entity.ScheduledTask;
import io.freshseal.tasks.entity.TaskResult;
import io.freshseal.tasks.entity.TaskValues;
import io.freshseal.updates.entity.SecurityUpdate;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The scheduled tasks, with a form that makes one or changes the one it names. */
@Named
@RequestScoped
public class TasksPage {

  private static final String PAGE = "/console/tasks?faces-redirect=true";
  private static final String RUN = "/console/update?faces-redirect=true&id=";

  private final ScheduledTasks tasks;
  private final Notices notices;
  private final SeenRows seenRows;
  private final Times times;
  private TaskForm form;
  private List<ScheduledTask> rows;

  /** For the container's proxy. */
  protected TasksPage() {
    this(null, null, null, null);
  }

  @Inject
  public TasksPage(ScheduledTasks tasks, Notices notices, SeenRows seenRows, Times times) {
    this.tasks = tasks;
    this.notices = notices;
    this.seenRows = seenRows;
    this.times = times;
  }

  /** The tasks, by name. */
  public List<ScheduledTask> getRows() {
    if (rows == null) {
      rows = tasks.all();
    }
    return rows;
  }

  /** Which tasks the table shows. */
  public String getSeen() {
    return SeenRows.mark(getRows().stream().map(task -> task.id().toString()));
  }

  public void setSeen(String seen) {
    seenRows.require(seen, getSeen());
  }

  /** What is typed about a task. */
  public TaskForm getForm() {
    if (form == null) {
      form = new TaskForm(times.getNow(), ZoneId.systemDefault());
    }
    return form;
  }

  /** How often a task can run. */
  public List<Recurrence> getRecurrences() {
    return List.of(Recurrence.values());
  }

  /** The spreads to choose from. */
  public List<Duration> getSpreads() {
    return TaskForm.SPREADS;
  }

  /** The zones to choose from. */
  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream().sorted().toList();
  }

  /** Class and icon of a result, in the words of the style sheet. */
  public String style(TaskResult result) {
    return switch (result) {
      case ORDERED -> "ok";
      case SKIPPED -> "due";
      case REFUSED -> "expired";
    };
  }

  /** Makes the task of the form, or changes it. */
  public String save() {
    Optional<TaskValues> values = getForm().values();
    if (values.isEmpty()) {
      notices.wrong("tasks.when.unreadable");
      return null;
    }
    return getForm()
        .task()
        .map(id -> ended(tasks.change(id, values.get()), "tasks.changed"))
        .orElseGet(() -> ended(tasks.create(values.get()), "tasks.created"));
  }

  /** Deletes a task; the security updates that it has ordered stay. */
  public String delete(UUID id) {
    return ended(tasks.delete(id), "tasks.deleted");
  }

  /** Runs a task now, and goes to the security update that it orders. */
  public String run(UUID id) {
    Outcome<SecurityUpdate> outcome = tasks.run(id);
    rows = null;
    return outcome.fold(
        update -> {
          notices.done("updates.ordered");
          return RUN + update.id();
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  private String ended(Outcome<ScheduledTask> outcome, String sentence) {
    rows = null;
    return outcome.fold(
        task -> {
          notices.done(sentence, task.values().name());
          return PAGE;
        },
        refused -> {
          notices.refused(refused.code(), refused.sentence());
          return null;
        });
  }

  /** The task that the form is about to change; null to make one. */
  public String getTask() {
    return getForm().getId();
  }

  /** Fills the form with a task that is to be changed. */
  public void setTask(String id) {
    Optional.ofNullable(id)
        .flatMap(JsonFields::parseUuid)
        .flatMap(tasks::find)
        .ifPresent(getForm()::fill);
  }
}
