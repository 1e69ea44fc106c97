package io.freshseal.console.updates;

import io.freshseal.console.frame.Notices;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import io.freshseal.updates.entity.UpdateStep;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** One security update: how far it is, and what it ordered of each computer. */
@Named("updatePage")
@RequestScoped
public class UpdateDetails {

  private static final String PAGE = "/console/update?faces-redirect=true&id=";

  private final SecurityUpdates updates;
  private final UpdateChoice choice;
  private final Notices notices;
  private final LazyDataModel<UpdateStep> steps = new Steps();
  private Optional<RunLine> run;

  /** For the container's proxy. */
  protected UpdateDetails() {
    this(null, null, null);
  }

  @Inject
  public UpdateDetails(SecurityUpdates updates, UpdateChoice choice, Notices notices) {
    this.updates = updates;
    this.choice = choice;
    this.notices = notices;
  }

  /** The run; null if there is none of this id. */
  public RunLine getRun() {
    if (run == null) {
      run =
          choice
              .chosen()
              .flatMap(updates::find)
              .map(update -> RunLine.of(update, updates.counts(update.id())));
    }
    return run.orElse(null);
  }

  /** What is ordered of each computer that passes the filter, by name. */
  public LazyDataModel<UpdateStep> getSteps() {
    return steps;
  }

  /** The states to choose from. */
  public List<StepState> getStates() {
    return List.of(StepState.values());
  }

  /** Class of a state in the words of the style sheet. */
  public String style(StepState state) {
    return StepLook.style(state);
  }

  /** Icon of a state. */
  public String icon(StepState state) {
    return StepLook.icon(state);
  }

  /** Begins nothing more of the run. */
  public String cancel() {
    return choice
        .chosen()
        .map(
            id ->
                updates
                    .cancel(id)
                    .fold(
                        update -> {
                          notices.done("updates.cancelled");
                          return PAGE + update.id();
                        },
                        refused -> {
                          notices.refused(refused.code(), refused.sentence());
                          return null;
                        }))
        .orElse(null);
  }

  private long count() {
    RunLine shown = getRun();
    if (shown == null) {
      return 0;
    }
    return shown.looks().stream()
        .filter(look -> choice.wanted().filter(w -> w != look.state()).isEmpty())
        .mapToLong(StepLook::count)
        .sum();
  }

  private final class Steps extends LazyDataModel<UpdateStep> {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> columnFilters) {
      return (int) Math.min(UpdateDetails.this.count(), Integer.MAX_VALUE);
    }

    @Override
    public List<UpdateStep> load(
        int first,
        int pageSize,
        Map<String, SortMeta> sortBy,
        Map<String, FilterMeta> columnFilters) {
      Optional<SecurityUpdate> shown = Optional.ofNullable(getRun()).map(RunLine::update);
      return shown
          .map(update -> updates.steps(update.id(), choice.wanted(), first, pageSize))
          .orElse(List.of());
    }

    @Override
    public String getRowKey(UpdateStep step) {
      return step.id().toString();
    }
  }
}
