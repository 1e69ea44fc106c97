package io.freshseal.api.events;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.events.boundary.EventLog;
import io.freshseal.events.control.EventCsv;
import io.freshseal.events.control.EventTexts;
import io.freshseal.events.entity.EventCount;
import io.freshseal.events.entity.EventPage;
import io.freshseal.events.entity.EventPlace;
import io.freshseal.events.entity.EventQuery;
import io.freshseal.events.entity.StoredEvent;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * System events, the newest first. Texts follow Accept-Language; numbers and codes are what to go
 * by.
 */
@ForAdministrators
@Path("events")
@Produces(MediaType.APPLICATION_JSON)
public class EventsResource {

  private final EventLog log;

  @Inject
  public EventsResource(EventLog log) {
    this.log = log;
  }

  /** A page of the events, with the cursor of the next one; the first page with their number. */
  @GET
  public byte[] find(
      @Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    EventQuery query = new EventParameters(uri.getQueryParameters()).query();
    EventPage page = log.find(query);
    Locale locale = ProblemTitles.locale(languages);
    return JsonAnswers.object(
        json -> {
          JsonAnswers.array(
              json, "events", page.events(), (event, each) -> write(event, locale, each));
          if (query.after().isEmpty()) {
            EventCount count = count(query, page);
            json.write("total", count.number()).write("totalIsExact", count.isExact());
          }
          page.next().ifPresent(next -> json.write("next", EventCursor.text(next)));
        });
  }

  private EventCount count(EventQuery query, EventPage page) {
    int found = page.events().size();
    return found < query.limit()
        ? new EventCount(found, page.next().map(EventPlace::time))
        : log.count(query);
  }

  /** All events that are meant, as a table; cursor and limit do not count. */
  @GET
  @Produces("text/csv;charset=utf-8;header=present;qs=0.5")
  public StreamingOutput table(
      @Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    EventQuery query = new EventParameters(uri.getQueryParameters()).query();
    Locale locale = ProblemTitles.locale(languages);
    return out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      writer.write(EventCsv.head());
      log.<IOException>export(
          query,
          events -> {
            for (StoredEvent event : events) {
              writer.write(EventCsv.line(event, locale));
            }
          });
      writer.flush();
    };
  }

  private static void write(StoredEvent event, Locale locale, JsonGenerator json) {
    json.write("id", event.key())
        .write("time", event.time().toString())
        .write("origin", event.origin().name())
        .write("number", event.number())
        .write("level", event.level().name())
        .write("title", EventTexts.title(event, locale))
        .write("description", EventTexts.description(event, locale))
        .write("target", event.target())
        .write("actor", event.actor());
    event.error().ifPresent(error -> json.write("code", error.code()).write("text", error.text()));
    json.writeStartArray("figures");
    EventTexts.figures(event, locale).forEach(json::write);
    json.writeEnd();
  }
}
