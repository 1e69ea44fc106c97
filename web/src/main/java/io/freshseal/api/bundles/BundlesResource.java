package io.freshseal.api.bundles;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.ContentLength;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.input.LargeBody;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.bundle.boundary.BundleDesk;
import io.freshseal.bundle.entity.BundleReport;
import io.freshseal.replication.boundary.RelayDesk;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** Update bundles: looked at, and taken in by the relay. */
@ForAdministrators
@Path("bundles")
@Produces(MediaType.APPLICATION_JSON)
public class BundlesResource {

  private static final Pattern ZIP =
      Pattern.compile("application/zip\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private final RelayDesk relay;
  private final BundleDesk bundles;

  @Inject
  public BundlesResource(RelayDesk relay, BundleDesk bundles) {
    this.relay = relay;
    this.bundles = bundles;
  }

  /** Takes a bundle in, in a run of the relay whose progress is read at its address. */
  @POST
  @LargeBody
  @Path("imports")
  public Response take(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
      @Context UriInfo uri,
      InputStream body)
      throws IOException {
    requireFit(type, length);
    String run = BundleAnswers.value(bundles.take(body));
    return Response.accepted(JsonAnswers.object(json -> json.write("id", run)))
        .location(Locations.of(uri, "relay/runs", run))
        .build();
  }

  /** Says what is in a bundle and until when it is usable; takes nothing in. */
  @POST
  @LargeBody
  @Path("inspections")
  public byte[] inspect(
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body)
      throws IOException {
    requireFit(type, length);
    BundleReport report = BundleAnswers.value(bundles.inspect(body));
    return BundleAnswers.report(report, ProblemTitles.locale(languages));
  }

  /** What is held here, so that the next bundle can leave it out. */
  @GET
  @Path("request-list")
  public Response requestList() {
    if (!relay.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
    return Response.ok(BundleAnswers.value(bundles.requestList()))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"request.json\"")
        .build();
  }

  // The type is asked for here and not by @Consumes, which would come before the credentials.
  private void requireFit(String type, String length) {
    if (type == null || !ZIP.matcher(type).matches()) {
      throw new NotSupportedException();
    }
    if (!relay.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
    if (ContentLength.of(length) > bundles.mostBytes()) {
      throw Problem.tooLarge(bundles.mostBytes()).asException();
    }
  }
}
