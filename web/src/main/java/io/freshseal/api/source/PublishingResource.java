package io.freshseal.api.source;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.ComponentId;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Putting out catalogs: with what is staged, or with renewed signature files. */
@ForAdministrators
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class PublishingResource {

  private final SourceDesk desk;

  @Inject
  public PublishingResource(SourceDesk desk) {
    this.desk = desk;
  }

  /** Puts out a catalog with everything that is staged. */
  @POST
  @Path("publish")
  public byte[] publish() {
    return json(desk.publish());
  }

  /** Signs all components, or one, anew and publishes. */
  @POST
  @Path("signatures/renew")
  public byte[] renew(@QueryParam("component") ComponentId component) {
    return json(desk.renew(Optional.ofNullable(component)));
  }

  private static byte[] json(PublishOutcome outcome) {
    return outcome.fold(
        published ->
            JsonAnswers.object(
                json ->
                    json.write("outcome", "PUBLISHED")
                        .write("sequence", published.sequence())
                        .write("components", published.components())
                        .write("published", published.published())
                        .write("renewed", published.renewed())),
        nothing -> JsonAnswers.object(json -> json.write("outcome", "NOTHING")),
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }
}
