package io.freshseal.api.fleet;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.fleet.boundary.RelayBuilds;
import io.freshseal.fleet.entity.BuildChange;
import io.freshseal.fleet.entity.KnownBuild;
import io.freshseal.fleet.entity.RelayBuild;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** The product lines of relays, each with its first build that refreshes signature files. */
@ForAdministrators
@Path("relay-builds")
@Produces(MediaType.APPLICATION_JSON)
public class RelayBuildsResource {

  private final RelayBuilds builds;

  @Inject
  public RelayBuildsResource(RelayBuilds builds) {
    this.builds = builds;
  }

  /** All lines, the newest first. */
  @GET
  public byte[] list() {
    return JsonAnswers.list("relayBuilds", builds.list(), RelayBuildsResource::write);
  }

  /** Adds or changes a line; the body is {@code {"firstBuild":"20.0.0-1337","name":"..."}}. */
  @PUT
  @Path("{line}")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] save(@PathParam("line") String line, InputStream body) {
    Line wanted =
        Bodies.json(
            body,
            fields ->
                new Line(
                    fields.value("firstBuild", RelayBuild::parse),
                    fields.value("name", Optional::of)));
    if (!wanted.first().line().equals(line)) {
      throw Problem.badRequest(WebSentence.OTHER_LINE).asException();
    }
    BuildChange change = builds.save(wanted.first(), wanted.name());
    return JsonAnswers.object(json -> write(done(change), json));
  }

  /** Deletes a line. */
  @DELETE
  @Path("{line}")
  public Response delete(@PathParam("line") String line) {
    done(builds.delete(line));
    return Response.noContent().build();
  }

  private record Line(RelayBuild first, String name) {}

  private static KnownBuild done(BuildChange change) {
    return change.fold(
        BuildChange.Done::build,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  private static void write(KnownBuild build, JsonGenerator json) {
    json.write("line", build.line())
        .write("firstBuild", build.first().text())
        .write("name", build.displayName());
  }
}
