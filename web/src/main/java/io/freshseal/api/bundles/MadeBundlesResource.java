package io.freshseal.api.bundles;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.input.LargeBody;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemException;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.api.serving.FileAnswer;
import io.freshseal.bundle.boundary.BundleMakingDesk;
import io.freshseal.bundle.control.KeptBundleJson;
import io.freshseal.bundle.control.RequestListJson;
import io.freshseal.bundle.control.UsableUntilJson;
import io.freshseal.bundle.entity.BundleMaking;
import io.freshseal.bundle.entity.BundleMaking.State;
import io.freshseal.bundle.entity.BundleOutlook;
import io.freshseal.bundle.entity.BundlePlan;
import io.freshseal.bundle.entity.BundleRequest;
import io.freshseal.bundle.entity.BundleSentence;
import io.freshseal.bundle.entity.RequestList;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Platform;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Update bundles that are made here. */
@ForAdministrators
@Path("bundles")
@Produces(MediaType.APPLICATION_JSON)
public class MadeBundlesResource {

  private static final String ZIP = "application/zip";

  private final BundleMakingDesk making;

  @QueryParam("component")
  private List<ComponentId> components;

  @QueryParam("platform")
  private Platform platform;

  @QueryParam("since")
  private Long since;

  @QueryParam("nextCourier")
  private Instant nextCourier;

  @HeaderParam(HttpHeaders.CONTENT_TYPE)
  private String type;

  @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE)
  private String languages;

  @Inject
  public MadeBundlesResource(BundleMakingDesk making) {
    this.making = making;
  }

  /** Begins to make one; a request list may be sent along. */
  @POST
  @LargeBody
  public Response make(@Context UriInfo uri, InputStream body) {
    BundleMaking begun = BundleAnswers.value(making.order(request(body)));
    return Response.accepted(document(begun))
        .location(Locations.below(uri, begun.id().toString()))
        .build();
  }

  /** What one made now would be, and what to do first. */
  @POST
  @LargeBody
  @Path("previews")
  public byte[] preview(InputStream body) {
    BundleOutlook outlook = BundleAnswers.value(making.outlook(request(body)));
    return JsonAnswers.object(json -> write(outlook, json));
  }

  /** Those that are kept, the newest first. */
  @GET
  public byte[] list() {
    requireActive();
    return JsonAnswers.list("bundles", making.list(), this::write);
  }

  /** How the making of one stands. */
  @GET
  @Path("{id}")
  public byte[] state(@PathParam("id") UUID id) {
    return document(found(id));
  }

  /** The file itself. */
  @GET
  @Path("{id}")
  @Produces(ZIP + ";qs=0.5")
  public Response file(
      @PathParam("id") UUID id, @Context HttpServletRequest request, @Context HttpHeaders headers) {
    BundleMaking made = found(id);
    if (made.state() == State.FAILED) {
      throw Problem.of(made.code(), made.why().orElseThrow()).asException();
    }
    BundleMaking.MadeFile file =
        made.file().orElseThrow(() -> refused(StatusCode.BUSY, BundleSentence.NOT_MADE_YET));
    java.nio.file.Path path =
        making
            .file(id)
            .orElseThrow(() -> refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_BUNDLE));
    return FileAnswer.of(request, headers, path, file.sha256(), file.bytes(), ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"" + made.facts().fileName() + "\"")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** Deletes one. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") UUID id) {
    requireActive();
    BundleAnswers.value(making.delete(id));
    return Response.noContent().build();
  }

  private BundleMaking found(UUID id) {
    requireActive();
    return making
        .find(id)
        .orElseThrow(() -> refused(StatusCode.NOT_FOUND, BundleSentence.NO_SUCH_BUNDLE));
  }

  private static ProblemException refused(StatusCode code, BundleSentence why) {
    return Problem.of(code, Sentence.of(why)).asException();
  }

  private void requireActive() {
    if (!making.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
  }

  private BundleRequest request(InputStream body) {
    requireActive();
    return new BundleRequest(
        Set.copyOf(components),
        Optional.ofNullable(platform),
        list(body),
        Optional.ofNullable(since),
        Optional.ofNullable(nextCourier));
  }

  private Optional<RequestList> list(InputStream body) {
    return Bodies.parsed(
        body,
        RequestListJson.MAX_BYTES,
        bytes -> {
          if (bytes.length == 0) {
            return Optional.empty();
          }
          if (type == null
              || !MediaType.valueOf(type).isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw new NotSupportedException();
          }
          return Optional.of(BundleAnswers.value(RequestListJson.parse(bytes)));
        });
  }

  private Locale language() {
    return ProblemTitles.locale(languages);
  }

  private byte[] document(BundleMaking bundle) {
    return JsonAnswers.object(json -> write(bundle, json));
  }

  private void write(BundleMaking bundle, JsonGenerator json) {
    KeptBundleJson.write(bundle, json);
    json.write("code", bundle.code().code()).write("text", bundle.code().text());
    bundle.why().ifPresent(why -> json.write("detail", why.in(language())));
  }

  private void write(BundleOutlook outlook, JsonGenerator json) {
    json.write("advice", outlook.advice().name()).write("needed", outlook.needed().toString());
    if (outlook.plan() instanceof Outcome.Refused<BundlePlan> no) {
      json.write("code", no.code().code())
          .write("text", no.code().text())
          .write("detail", no.sentence().in(language()));
      return;
    }
    BundlePlan plan = ((Outcome.Done<BundlePlan>) outlook.plan()).value();
    UsableUntilJson.write(plan.usable(), json);
    json.write("code", StatusCode.OK.code())
        .write("text", StatusCode.OK.text())
        .write("file", plan.fileName())
        .write("sequence", plan.catalog().sequence())
        .write("components", plan.components().size())
        .write("objects", plan.objects().size())
        .write("bytes", plan.bytes());
  }
}
