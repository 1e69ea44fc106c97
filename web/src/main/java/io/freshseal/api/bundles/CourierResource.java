package io.freshseal.api.bundles;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.bundle.boundary.CourierLog;
import io.freshseal.bundle.boundary.CourierLog.Begun;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The journey over an air gap that goes on: since when what is done counts for it. */
@ForAdministrators
@Path("bundles/journey")
@Produces(MediaType.APPLICATION_JSON)
public class CourierResource {

  private final CourierLog log;

  @Inject
  public CourierResource(CourierLog log) {
    this.log = log;
  }

  /** When the last journey was begun, and by whom. */
  @GET
  public byte[] begun() {
    return answer(
        log.begun().orElseThrow(() -> Problem.notFound(WebSentence.NO_JOURNEY).asException()));
  }

  /** Begins a new one. */
  @POST
  public byte[] begin() {
    return answer(
        log.begin().orElseThrow(() -> Problem.notFound(WebSentence.NO_ROLE).asException()));
  }

  private static byte[] answer(Begun begun) {
    return JsonAnswers.object(
        json -> json.write("since", begun.since().toString()).write("by", begun.by()));
  }
}
