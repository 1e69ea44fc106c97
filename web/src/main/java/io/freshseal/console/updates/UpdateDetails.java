package io.freshseal.console.updates;

import io.freshseal.console.frame.Notices;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.boundary.UpdateViews;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepStanding;
import io.freshseal.updates.entity.StepView;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** One security update: how far it is, and what it ordered of each computer. */
@Named("updatePage")
@RequestScoped
public class UpdateDetails {

  private static final String PAGE = "/console/update?faces-redirect=true&id=";

  private final SecurityUpdates updates;
  private final UpdateViews views;
  private final UpdateChoice choice;
  private final Notices notices;
  private final LazyDataModel<StepView> steps = new Steps();
  private Optional<RunLine> run;
  private List<GroupLine> groups;

  /** For the container's proxy. */
  protected UpdateDetails() {
    this(null, null, null, null);
  }

  @Inject
  public UpdateDetails(
      SecurityUpdates updates, UpdateViews views, UpdateChoice choice, Notices notices) {
    this.updates = updates;
    this.views = views;
    this.choice = choice;
    this.notices = notices;
  }

  private Optional<RunLine> run() {
    if (run == null) {
      run =
          choice
              .chosen()
              .flatMap(updates::find)
              .map(update -> RunLine.of(update, views.standings(update.id())));
    }
    return run;
  }

  /** The run; null if there is none of this id. */
  public RunLine getRun() {
    return run().orElse(null);
  }

  /** How far it is in each relay group, in the order of the update. A list of its own. */
  public List<GroupLine> getGroups() {
    if (groups == null) {
      groups =
          run()
              .map(line -> views.perGroup(line.update().id()).stream().map(GroupLine::of).toList())
              .orElse(List.of());
    }
    return groups;
  }

  /** What is ordered of each computer that passes the filter, by name. */
  public LazyDataModel<StepView> getSteps() {
    return steps;
  }

  /** What to choose from. */
  public List<StepStanding> getStandings() {
    return List.of(StepStanding.values());
  }

  /** Class of a standing in the words of the style sheet. */
  public String style(StepStanding standing) {
    return StepLook.style(standing);
  }

  /** Icon of a standing. */
  public String icon(StepStanding standing) {
    return StepLook.icon(standing);
  }

  /** Begins nothing more of the run. */
  public String cancel() {
    return choice.chosen().map(this::cancelled).orElse(null);
  }

  private String cancelled(UUID id) {
    return updates
        .cancel(id)
        .fold(
            update -> {
              notices.done("updates.cancelled");
              return PAGE + update.id();
            },
            refused -> {
              notices.refused(refused.code(), refused.sentence());
              return null;
            });
  }

  private long count() {
    return run().map(line -> choice.wanted().map(line::count).orElse(line.all())).orElse(0L);
  }

  private List<StepView> page(SecurityUpdate update, int offset, int limit) {
    return choice
        .wanted()
        .map(wanted -> views.standing(update.id(), wanted, offset, limit))
        .orElseGet(() -> views.steps(update.id(), Optional.empty(), offset, limit));
  }

  private final class Steps extends LazyDataModel<StepView> {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> columnFilters) {
      return (int) Math.min(UpdateDetails.this.count(), Integer.MAX_VALUE);
    }

    @Override
    public List<StepView> load(
        int first,
        int pageSize,
        Map<String, SortMeta> sortBy,
        Map<String, FilterMeta> columnFilters) {
      return run().map(line -> page(line.update(), first, pageSize)).orElse(List.of());
    }

    @Override
    public String getRowKey(StepView view) {
      return view.step().id().toString();
    }
  }
}
