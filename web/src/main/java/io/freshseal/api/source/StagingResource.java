package io.freshseal.api.source;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.ContentLength;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.input.LargeBody;
import io.freshseal.api.problem.Problem;
import io.freshseal.catalog.control.CatalogEntryJson;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.StageOutcome;
import io.freshseal.publishing.entity.StageRequest;
import io.freshseal.publishing.entity.StagedComponent;
import io.freshseal.settings.boundary.SettingsDesk;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentKind;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Platform;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
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

/** Staging component versions, and what is staged. */
@ForAdministrators
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class StagingResource {

  private final SourceDesk desk;
  private final SettingsDesk settings;

  @Inject
  public StagingResource(SourceDesk desk, SettingsDesk settings) {
    this.desk = desk;
    this.settings = settings;
  }

  /** Stages and signs one version; its raw bytes are the body, whatever its media type. */
  @PUT
  @LargeBody
  @Path("components/{id}/{version}")
  public Response stage(
      @PathParam("id") ComponentId id,
      @PathParam("version") ComponentVersion version,
      @QueryParam("kind") @DefaultValue("PATTERN") ComponentKind kind,
      @QueryParam("platform") @DefaultValue("any") Platform platform,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
      @Context UriInfo uri,
      InputStream content) {
    long bound = settings.current().source().intake().maxSize().bytes();
    if (ContentLength.of(length) > bound) {
      throw Problem.tooLarge(bound).asException();
    }
    StageOutcome outcome = desk.stage(new StageRequest(id, version, kind, platform), content);
    return outcome.fold(
        staged -> Response.created(Locations.of(uri)).entity(json(staged.component())).build(),
        unchanged -> Response.ok(json(unchanged.component())).build(),
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  /** What waits for the next publish. */
  @GET
  @Path("staged")
  public byte[] staged() {
    return JsonAnswers.list("staged", desk.staged(), StagingResource::write);
  }

  private static byte[] json(StagedComponent staged) {
    return JsonAnswers.object(json -> write(staged, json));
  }

  private static void write(StagedComponent staged, JsonGenerator json) {
    CatalogEntryJson.writeMembers(staged.entry(), json);
    json.write("stagedAt", staged.stagedAt().toString());
  }
}
