package io.freshseal.api.bundles;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.ContentLength;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.input.LargeBody;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.bundle.boundary.BundleUploadDesk;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.BundleUpload;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/**
 * Update bundles that are sent in pieces, by the core of tus 1.0.0: begin with the length, ask
 * where to go on, add pieces. Once all is here it is looked at, and taken in by the relay.
 */
@ForAdministrators
@Path("bundles/uploads")
@Produces(MediaType.APPLICATION_JSON)
public class BundleUploadsResource {

  private static final String VERSION = "1.0.0";
  private static final String RESUMABLE = "Tus-Resumable";
  private static final String OFFSET = "Upload-Offset";
  private static final String LENGTH = "Upload-Length";
  private static final String PIECE = "application/offset+octet-stream";

  private final RelayDesk relay;
  private final BundleUploadDesk uploads;

  @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE)
  private String languages;

  @Inject
  public BundleUploadsResource(RelayDesk relay, BundleUploadDesk uploads) {
    this.relay = relay;
    this.uploads = uploads;
  }

  /** Begins one. */
  @POST
  public Response begin(@HeaderParam(LENGTH) String length, @Context UriInfo uri) {
    requireActive();
    BundleUpload begun = BundleAnswers.value(uploads.begin(number(length, 1)));
    return described(
            Response.created(Locations.below(uri, begun.id().toString())).entity(document(begun)),
            begun)
        .build();
  }

  /** Where to go on. */
  @GET
  @Path("{id}")
  public Response state(@PathParam("id") UUID id) throws IOException {
    BundleUpload upload = found(id);
    return described(Response.ok(document(upload)), upload).build();
  }

  /** Adds a piece. */
  @PATCH
  @LargeBody
  @Path("{id}")
  public Response append(
      @PathParam("id") UUID id,
      @HeaderParam(OFFSET) String offset,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
      InputStream body)
      throws IOException {
    requireActive();
    if (!PIECE.equalsIgnoreCase(type)) {
      throw new NotSupportedException();
    }
    BundleUpload upload = BundleAnswers.value(uploads.append(id, number(offset, 0), body));
    return described(Response.noContent(), upload).build();
  }

  /** Forgets one. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") UUID id) {
    requireActive();
    BundleAnswers.value(uploads.delete(id));
    return Response.noContent().header(RESUMABLE, VERSION).build();
  }

  /** Says what is in a whole one and until when it is usable; it stays as it is. */
  @POST
  @Path("{id}/inspection")
  public byte[] inspect(@PathParam("id") UUID id) throws InterruptedException {
    requireActive();
    return BundleAnswers.report(
        BundleAnswers.value(uploads.inspect(id)), ProblemTitles.locale(languages));
  }

  /** Takes a whole one in, in a run of the relay whose progress is read at its address. */
  @POST
  @Path("{id}/import")
  public Response take(@PathParam("id") UUID id, @Context UriInfo uri) throws IOException {
    requireActive();
    String run = BundleAnswers.value(uploads.take(id));
    return Response.accepted(JsonAnswers.object(json -> json.write("id", run)))
        .location(Locations.of(uri, "relay/runs", run))
        .build();
  }

  private BundleUpload found(UUID id) throws IOException {
    requireActive();
    return uploads
        .find(id)
        .orElseThrow(
            () ->
                Problem.of(StatusCode.NOT_FOUND, Sentence.of(BundleSentence.NO_SUCH_UPLOAD))
                    .asException());
  }

  private void requireActive() {
    if (!relay.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
  }

  private static long number(String header, long least) {
    long number = ContentLength.of(header);
    if (number < least) {
      throw Problem.badRequest(WebSentence.FORM_NUMBER).asException();
    }
    return number;
  }

  private static Response.ResponseBuilder described(
      Response.ResponseBuilder response, BundleUpload upload) {
    return response
        .header(RESUMABLE, VERSION)
        .header(OFFSET, upload.offset())
        .header(LENGTH, upload.length());
  }

  private static byte[] document(BundleUpload upload) {
    return JsonAnswers.object(
        json ->
            json.write("id", upload.id().toString())
                .write("offset", upload.offset())
                .write("length", upload.length()));
  }
}
