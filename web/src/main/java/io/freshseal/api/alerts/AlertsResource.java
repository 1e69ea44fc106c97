package io.freshseal.api.alerts;

import io.freshseal.alerts.boundary.Alerts;
import io.freshseal.alerts.control.AlertCsv;
import io.freshseal.alerts.entity.Alert;
import io.freshseal.alerts.entity.AlertSentence;
import io.freshseal.alerts.entity.AlertState;
import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What needs a person, and saying that it was seen. */
@ForAdministrators
@OfManager
@Path("alerts")
@Produces(MediaType.APPLICATION_JSON)
public class AlertsResource {

  private final Alerts alerts;

  @Inject
  public AlertsResource(Alerts alerts) {
    this.alerts = alerts;
  }

  /** A page of the alerts in a state, the newest first, with where the next one begins. */
  @GET
  public byte[] find(
      @QueryParam("state") @DefaultValue("OPEN") String state,
      @QueryParam("cursor") @DefaultValue("0") Integer offset,
      @QueryParam("limit") @DefaultValue("50") Integer limit,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    AlertState wanted = state(state);
    Locale locale = ProblemTitles.locale(languages);
    List<Alert> page = alerts.find(wanted, offset, limit);
    long total = alerts.count(wanted);
    return JsonAnswers.object(
        json -> {
          JsonAnswers.array(json, "alerts", page, (alert, j) -> write(alert, locale, j));
          json.write("total", total);
          if (!page.isEmpty() && offset + page.size() < total) {
            json.write("next", Integer.toString(offset + page.size()));
          }
        });
  }

  /** All alerts in a state, as a table; cursor and limit do not count. */
  @GET
  @Produces("text/csv;charset=utf-8;header=present;qs=0.5")
  public StreamingOutput table(
      @QueryParam("state") @DefaultValue("OPEN") String state,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    AlertState wanted = state(state);
    Locale locale = ProblemTitles.locale(languages);
    return out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      writer.write(AlertCsv.head());
      alerts.<IOException>export(
          wanted,
          stretch -> {
            for (Alert alert : stretch) {
              writer.write(AlertCsv.line(alert, locale));
            }
          });
      writer.flush();
    };
  }

  private static AlertState state(String text) {
    return AlertState.parse(text)
        .orElseThrow(() -> oneOf("OPEN, ACKNOWLEDGED, ENDED").asException());
  }

  /** One alert. */
  @GET
  @Path("{id}")
  public byte[] one(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    Alert alert =
        alerts
            .find(id)
            .orElseThrow(
                () ->
                    Problem.of(StatusCode.NOT_FOUND, Sentence.of(AlertSentence.NO_ALERT))
                        .asException());
    return object(alert, languages);
  }

  /** Says that an open alert was seen; the body is {@code {"reason":"TEXT"}}. */
  @POST
  @Path("{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] acknowledge(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body) {
    String reason = Bodies.json(body, fields -> fields.value("reason", Optional::of));
    Alert alert =
        alerts
            .acknowledge(id, reason)
            .fold(
                done -> done,
                refused -> {
                  throw Problem.of(refused.code(), refused.sentence()).asException();
                });
    return object(alert, languages);
  }

  private static byte[] object(Alert alert, String languages) {
    Locale locale = ProblemTitles.locale(languages);
    return JsonAnswers.object(json -> write(alert, locale, json));
  }

  private static void write(Alert alert, Locale locale, JsonGenerator json) {
    json.write("id", alert.id().toString())
        .write("kind", alert.kind().name())
        .write("state", alert.state().name())
        .write("level", alert.level().name())
        .write("detail", alert.sentence().in(locale))
        .write("computers", alert.computers())
        .write("startedAt", alert.startedAt().toString())
        .write("changedAt", alert.changedAt().toString());
    alert.withinDays().ifPresent(days -> json.write("withinDays", days));
    alert.endedAt().ifPresent(at -> json.write("endedAt", at.toString()));
    json.writeStartObject("target").write("kind", alert.target().kind().name());
    if (!alert.target().id().isEmpty()) {
      json.write("id", alert.target().id());
    }
    json.writeEnd().writeStartArray("examples");
    alert.examples().forEach(json::write);
    json.writeEnd();
    alert
        .acknowledgement()
        .ifPresent(
            seen ->
                json.writeStartObject("acknowledgement")
                    .write("at", seen.at().toString())
                    .write("by", seen.by())
                    .write("reason", seen.because())
                    .writeEnd());
  }

  private static Problem oneOf(String words) {
    return Problem.of(StatusCode.BAD_REQUEST, Sentence.of(WebSentence.ONE_OF, words));
  }
}
