package io.freshseal.api.events;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.events.boundary.Recordings;
import io.freshseal.events.control.EventTexts;
import io.freshseal.events.entity.Recording;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The catalogue of system events, and which of them are recorded. */
@ForAdministrators
@Path("event-types")
@Produces(MediaType.APPLICATION_JSON)
public class EventTypesResource {

  private static final Map<String, Boolean> SWITCH = Map.of("on", true, "off", false);

  private final Recordings recordings;

  @Inject
  public EventTypesResource(Recordings recordings) {
    this.recordings = recordings;
  }

  /** All types. */
  @GET
  public byte[] list(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    Locale locale = ProblemTitles.locale(languages);
    return JsonAnswers.list(
        "eventTypes", recordings.list(), (type, json) -> write(type, locale, json));
  }

  /** Switches the recording of a type; the body is {@code {"recorded":"off"}}, or {@code on}. */
  @PUT
  @Path("{eventType}")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] set(
      @PathParam("eventType") String name,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body) {
    boolean on =
        Bodies.json(
            body,
            fields -> fields.value("recorded", text -> Optional.ofNullable(SWITCH.get(text))));
    Recording changed =
        recordings
            .set(name, on)
            .fold(
                recording -> recording,
                refused -> {
                  throw Problem.of(refused.code(), refused.sentence()).asException();
                });
    Locale locale = ProblemTitles.locale(languages);
    return JsonAnswers.object(json -> write(changed, locale, json));
  }

  private static void write(Recording recording, Locale locale, JsonGenerator json) {
    json.write("name", recording.type().name())
        .write("origin", recording.type().origin().name())
        .write("number", recording.type().number())
        .write("level", recording.type().level().name())
        .write("title", EventTexts.title(recording.type(), locale))
        .write("recorded", recording.on() ? "on" : "off")
        .write("fixed", recording.fixed());
  }
}
