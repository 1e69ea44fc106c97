package io.freshseal.console.updates;

import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.entity.RunQuery;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.StepState;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The security updates: filtered by the page's address, paged in the database. */
@Named
@RequestScoped
public class UpdatesPage {

  private static final int NEWEST = 5;

  private final SecurityUpdates updates;
  private final RunFilter filter;
  private final LazyDataModel<RunLine> runs = new Runs();
  private List<RunLine> newest;

  /** For the container's proxy. */
  protected UpdatesPage() {
    this(null, null);
  }

  @Inject
  public UpdatesPage(SecurityUpdates updates, RunFilter filter) {
    this.updates = updates;
    this.filter = filter;
  }

  /** The runs that pass the filter, the newest first. */
  public LazyDataModel<RunLine> getRuns() {
    return runs;
  }

  /** The newest few of all, the newest first. */
  public List<RunLine> getNewest() {
    if (newest == null) {
      newest = lines(updates.newest(NEWEST));
    }
    return newest;
  }

  private List<RunLine> lines(List<SecurityUpdate> page) {
    Map<UUID, Map<StepState, Long>> counts =
        updates.countsOf(page.stream().map(SecurityUpdate::id).toList());
    return page.stream()
        .map(update -> RunLine.ofStates(update, counts.getOrDefault(update.id(), Map.of())))
        .toList();
  }

  private final class Runs extends LazyDataModel<RunLine> {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> columnFilters) {
      return (int) Math.min(updates.find(filter.query(0, 1)).total(), RunQuery.MAX_OFFSET);
    }

    @Override
    public List<RunLine> load(
        int first,
        int pageSize,
        Map<String, SortMeta> sortBy,
        Map<String, FilterMeta> columnFilters) {
      return lines(updates.find(filter.query(first, pageSize)).runs());
    }

    @Override
    public String getRowKey(RunLine run) {
      return run.id();
    }
  }
}
