package io.freshseal.console.events;

import io.freshseal.console.frame.Language;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.Origin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The list of system events: filtered by the page's address, paged in the database. */
@Named
@RequestScoped
public class EventsPage {

  private final EventLog log;
  private final Language language;
  private final EventFilter filter;
  private final LazyDataModel<EventRow> rows = new Rows();

  /** For the container's proxy. */
  protected EventsPage() {
    this(null, null, null);
  }

  @Inject
  public EventsPage(EventLog log, Language language, EventFilter filter) {
    this.log = log;
    this.language = language;
    this.filter = filter;
  }

  /** The events that pass the filter. */
  public LazyDataModel<EventRow> getRows() {
    return rows;
  }

  /** The levels to choose from. */
  public List<EventLevel> getLevels() {
    return List.of(EventLevel.values());
  }

  /** The origins to choose from. */
  public List<Origin> getOrigins() {
    return List.of(Origin.values());
  }

  private EventPage page(int offset, int limit) {
    EventQuery query = filter.query(ZoneId.systemDefault());
    return log.find(query.page(offset, limit));
  }

  private final class Rows extends LazyDataModel<EventRow> {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> columnFilters) {
      return (int) Math.min(page(0, 1).total(), EventQuery.MAX_OFFSET);
    }

    @Override
    public List<EventRow> load(
        int first,
        int pageSize,
        Map<String, SortMeta> sortBy,
        Map<String, FilterMeta> columnFilters) {
      EventPage page = page(first, pageSize);
      return page.events().stream().map(e -> EventRow.of(e, language.getLocale())).toList();
    }

    @Override
    public String getRowKey(EventRow row) {
      return String.valueOf(row.id());
    }
  }
}
