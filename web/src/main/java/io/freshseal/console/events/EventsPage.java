package io.freshseal.console.events;

import io.freshseal.console.frame.Language;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.entity.EventCount;
import io.freshseal.events.entity.EventLevel;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.Origin;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.time.Instant;
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
  private EventCount count;

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

  /** How many events are shown at most: older ones are reached by a time. */
  public int getMost() {
    return EventQuery.COUNTED;
  }

  /** Whether a text was searched for, in a bounded number of events. */
  public boolean isSearched() {
    return query().text().isPresent();
  }

  /** Before which time nothing was looked at; null if nothing is left out. */
  public Instant getEnd() {
    return count().end().orElse(null);
  }

  /** The same as the page's address has it. */
  public String getEndParameter() {
    return count().end().map(end -> WallTime.text(end, ZoneId.systemDefault())).orElse("");
  }

  private EventQuery query() {
    return filter.query(ZoneId.systemDefault());
  }

  private EventCount count() {
    if (count == null) {
      count = log.count(query());
    }
    return count;
  }

  private final class Rows extends LazyDataModel<EventRow> {

    @Serial private static final long serialVersionUID = 1L;

    @Override
    public int count(Map<String, FilterMeta> columnFilters) {
      return EventsPage.this.count().number();
    }

    @Override
    public List<EventRow> load(
        int first,
        int pageSize,
        Map<String, SortMeta> sortBy,
        Map<String, FilterMeta> columnFilters) {
      EventPage page = log.find(query().page(first, pageSize));
      return page.events().stream().map(e -> EventRow.of(e, language.getLocale())).toList();
    }

    @Override
    public String getRowKey(EventRow row) {
      return String.valueOf(row.id());
    }
  }
}
