package io.freshseal.api.tasks;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.tasks.boundary.ScheduledTasks;
import io.freshseal.tasks.entity.ScheduledTask;
import io.freshseal.tasks.entity.TaskSentence;
import io.freshseal.updates.entity.SecurityUpdate;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Security updates that are ordered by the clock. Sentences follow Accept-Language. */
@ForAdministrators
@OfManager
@Path("scheduled-tasks")
@Produces(MediaType.APPLICATION_JSON)
public class ScheduledTasksResource {

  private final ScheduledTasks tasks;
  private final Clock clock;

  @Inject
  public ScheduledTasksResource(ScheduledTasks tasks, Clock clock) {
    this.tasks = tasks;
    this.clock = clock;
  }

  /** All tasks, by name. */
  @GET
  public byte[] list(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    Locale locale = ProblemTitles.locale(languages);
    Instant now = clock.instant();
    return JsonAnswers.list(
        "scheduledTasks", tasks.all(), (task, json) -> TaskJson.write(task, locale, now, json));
  }

  /**
   * Makes a task; the body is {@code {"name":"...","kind":"UPDATE","computers":["ID"],"group":"ID",
   * "every":"DAILY","start":"2026-12-01T03:00","zone":"Asia/Tokyo","spread":"PT2H",
   * "state":"enabled"}}; name, every, start and zone are needed.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body) {
    ScheduledTask task =
        done(tasks.create(Bodies.parsed(body, TaskJson.MAX_BYTES, TaskJson::values)));
    return Response.created(Locations.below(uri, task.id().toString()))
        .entity(shown(task, languages))
        .build();
  }

  /** One task. */
  @GET
  @Path("{id}")
  public byte[] one(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return tasks
        .find(id)
        .map(task -> shown(task, languages))
        .orElseThrow(
            () ->
                Problem.of(StatusCode.NOT_FOUND, Sentence.of(TaskSentence.NO_TASK)).asException());
  }

  /** Changes a task; the body as above. What it leaves out gets its default. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] change(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body) {
    return shown(
        done(tasks.change(id, Bodies.parsed(body, TaskJson.MAX_BYTES, TaskJson::values))),
        languages);
  }

  /** Deletes a task; what it has ordered goes on. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") UUID id) {
    done(tasks.delete(id));
    return Response.noContent().build();
  }

  /** Runs a task now; Location is the security update that it ordered. */
  @POST
  @Path("{id}/runs")
  public Response run(@Context UriInfo uri, @PathParam("id") UUID id) {
    SecurityUpdate update = done(tasks.run(id));
    return Response.accepted(
            JsonAnswers.object(json -> json.write("securityUpdate", update.id().toString())))
        .location(
            uri.getBaseUriBuilder().path("security-updates").path(update.id().toString()).build())
        .build();
  }

  private byte[] shown(ScheduledTask task, String languages) {
    return TaskJson.one(task, ProblemTitles.locale(languages), clock.instant());
  }

  private static <T> T done(Outcome<T> outcome) {
    return outcome.fold(
        value -> value,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }
}
