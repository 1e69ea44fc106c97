package io.freshseal.api.computers;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import io.freshseal.updates.boundary.SecurityUpdates;
import io.freshseal.updates.boundary.UpdateViews;
import io.freshseal.updates.entity.SecurityUpdate;
import io.freshseal.updates.entity.UpdateSentence;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;

/** Security updates of the fleet: ordered, followed, cancelled. */
@ForAdministrators
@OfManager
@Path("security-updates")
@Produces(MediaType.APPLICATION_JSON)
public class SecurityUpdatesResource {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final SecurityUpdates updates;
  private final UpdateViews views;
  private final UpdateWaiting waiting;

  @Inject
  public SecurityUpdatesResource(
      SecurityUpdates updates, UpdateViews views, UpdateWaiting waiting) {
    this.updates = updates;
    this.views = views;
    this.waiting = waiting;
  }

  /** A page of the runs, the newest first, with the cursor of the next one. */
  @GET
  public byte[] list(@Context UriInfo uri) {
    RunParameters parameters = new RunParameters(uri.getQueryParameters());
    return new UpdateJson(updates).page(parameters.query(), parameters.after());
  }

  /**
   * Orders a run; the body is {@code {"kind":"UPDATE","computers":["ID"],"group":"ID",
   * "below":"included","role":"relay","computerState":"FAILED","name":"web-*","timeout":"PT4H"}},
   * everything being optional. Computers that meet all of it are meant, the whole fleet where
   * nothing of it is said.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response order(@Context UriInfo uri, InputStream body) {
    SecurityUpdate update =
        done(updates.order(Bodies.parsed(body, UpdateJson.MAX_BYTES, UpdateJson::order)));
    UpdateJson writer = new UpdateJson(updates);
    return Response.accepted(JsonAnswers.object(json -> writer.write(update, json)))
        .location(Locations.below(uri, update.id().toString()))
        .build();
  }

  /** One run; with {@code wait} not before it has ended, or that time is over. */
  @GET
  @Path("{id}")
  public byte[] one(
      @PathParam("id") UUID id, @QueryParam("wait") @DefaultValue("PT0S") Duration wait) {
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw Problem.badRequest(WebSentence.DURATION_BOUNDS, "PT0S", LONGEST_WAIT).asException();
    }
    found(id);
    UpdateJson writer = new UpdateJson(updates);
    waiting.until(wait, () -> found(id).endedAt().isPresent());
    return JsonAnswers.object(json -> writer.write(found(id), views, json));
  }

  /** What a run ordered of each computer, by name. */
  @GET
  @Path("{id}/computers")
  public byte[] computers(
      @PathParam("id") UUID id,
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    found(id);
    return UpdateJson.steps(views, id, uri.getQueryParameters(), ProblemTitles.locale(languages));
  }

  /** Begins nothing more of a run; what has begun goes on. */
  @DELETE
  @Path("{id}")
  public byte[] cancel(@PathParam("id") UUID id) {
    SecurityUpdate update = done(updates.cancel(id));
    UpdateJson writer = new UpdateJson(updates);
    return JsonAnswers.object(json -> writer.write(update, json));
  }

  private SecurityUpdate found(UUID id) {
    return updates
        .find(id)
        .orElseThrow(
            () ->
                Problem.of(StatusCode.NOT_FOUND, Sentence.of(UpdateSentence.NO_UPDATE))
                    .asException());
  }

  private static SecurityUpdate done(Outcome<SecurityUpdate> outcome) {
    return outcome.fold(
        update -> update,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }
}
