package io.freshseal.console.events;

import io.freshseal.console.frame.CsvDownload;
import io.freshseal.console.frame.Language;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.control.EventCsv;
import io.freshseal.events.entity.StoredEvent;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.ZoneId;
import java.util.Locale;

/** The events that pass the filter of the page, as a table. */
@WebServlet(name = "event-export", urlPatterns = "/console/events.csv")
public class EventExport extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  private final transient EventLog log;
  private final transient Language language;

  @Inject
  public EventExport(EventLog log, Language language) {
    this.log = log;
    this.language = language;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Locale locale = language.getLocale();
    CsvDownload download = CsvDownload.begin(response, "freshseal-events", EventCsv.head());
    log.<IOException>export(
        filter(request).query(ZoneId.systemDefault()),
        events -> {
          for (StoredEvent event : events) {
            download.write(EventCsv.line(event, locale));
          }
          download.send();
        });
  }

  private static EventFilter filter(HttpServletRequest request) {
    EventFilter filter = new EventFilter();
    filter.setLevel(request.getParameter("level"));
    filter.setOrigin(request.getParameter("origin"));
    filter.setNumber(request.getParameter("number"));
    filter.setText(request.getParameter("text"));
    filter.setFrom(request.getParameter("from"));
    filter.setUntil(request.getParameter("until"));
    return filter;
  }
}
