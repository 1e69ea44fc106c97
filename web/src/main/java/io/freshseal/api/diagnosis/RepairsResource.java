package io.freshseal.api.diagnosis;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.computers.UpdateWaiting;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.diagnosis.boundary.Repairs;
import io.freshseal.diagnosis.entity.DiagnosisSentence;
import io.freshseal.diagnosis.entity.Repair;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
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
import java.time.Duration;
import java.util.UUID;

/** Repairs: followed, confirmed where a person does a step, cancelled. */
@ForAdministrators
@OfManager
@Path("repairs")
@Produces(MediaType.APPLICATION_JSON)
public class RepairsResource {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final Repairs repairs;
  private final UpdateWaiting waiting;

  @Inject
  public RepairsResource(Repairs repairs, UpdateWaiting waiting) {
    this.repairs = repairs;
    this.waiting = waiting;
  }

  /** One repair; with {@code wait} not before it has ended, or that time is over. */
  @GET
  @Path("{id}")
  public byte[] one(
      @PathParam("id") UUID id,
      @QueryParam("wait") @DefaultValue("PT0S") Duration wait,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw Problem.badRequest(WebSentence.DURATION_BOUNDS, "PT0S", LONGEST_WAIT).asException();
    }
    found(id);
    waiting.until(wait, () -> found(id).endedAt().isPresent());
    return written(found(id), languages);
  }

  /** Says that a step by hand is done. */
  @POST
  @Path("{id}/steps/{number}")
  public byte[] confirm(
      @PathParam("id") UUID id,
      @PathParam("number") int number,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return written(Answers.done(repairs.confirm(id, number)), languages);
  }

  /** Begins nothing more of it. */
  @DELETE
  @Path("{id}")
  public byte[] cancel(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    return written(Answers.done(repairs.cancel(id)), languages);
  }

  private Repair found(UUID id) {
    return Answers.found(repairs.find(id), DiagnosisSentence.NO_REPAIR);
  }

  private byte[] written(Repair repair, String languages) {
    return new RepairJson(repairs, ProblemTitles.locale(languages)).of(repair);
  }
}
