package io.freshseal.api.serving;

import io.freshseal.api.access.Open;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.catalog.entity.CatalogEntry;
import io.freshseal.shared.entity.ComponentId;
import io.freshseal.shared.entity.ComponentVersion;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.vault.entity.Snapshot;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/**
 * Reading at one base address. Everything here is open to everyone: it is signed, and whoever reads
 * it judges it. HEAD is answered by the methods for GET.
 */
public abstract class ServingResource {

  private final Shelf shelf;
  private final HeldJson held;
  private final SeriesReading series;
  private final DeltaAnswers deltas;

  @Context private HttpHeaders headers;
  @Context private UriInfo address;
  // Not JAX-RS's Request: while a method for GET answers HEAD, that one says GET.
  @Context private HttpServletRequest request;

  /** For each base address a subclass. */
  protected ServingResource(Shelf shelf, HeldJson held, SeriesReading series, DeltaAnswers deltas) {
    this.shelf = shelf;
    this.held = held;
    this.series = series;
    this.deltas = deltas;
  }

  /** The signed catalog. */
  @Open
  @GET
  @Path("catalog")
  @Produces(Representation.SIGNED_CATALOG)
  public Response catalog() {
    Snapshot snapshot = snapshot();
    Representation what = Representation.catalog(snapshot);
    return coded(what).header(HttpHeaders.VARY, Representation.CATALOG_VARY).build();
  }

  /** The catalog's JSON alone, without its signature. */
  @Open
  @GET
  @Path("catalog")
  @Produces(Representation.JSON + ";qs=0.5")
  public Response catalogPayload() {
    Snapshot snapshot = snapshot();
    Representation what =
        new Representation(
            snapshot.payloadDigest(),
            snapshot.payloadSize(),
            Representation.JSON,
            Caching.ASK_EACH_TIME);
    return object(what).header(HttpHeaders.VARY, Representation.CATALOG_VARY).build();
  }

  /** Many signature files of one catalog at once. */
  @Open
  @GET
  @Path("catalog/{sha256}/signatures")
  @Produces(Representation.SERIES)
  public Response signatures(@PathParam("sha256") Sha256 catalog) {
    return series
        .answer(shelf, snapshot(), catalog, address.getQueryParameters(), reading())
        .build();
  }

  /** What is held here. */
  @Open
  @GET
  @Path("components")
  @Produces(Representation.JSON)
  public Response components() {
    return json(held.list(snapshot(), shelf.judgements()));
  }

  /** The versions of a component. */
  @Open
  @GET
  @Path("components/{id}")
  @Produces(Representation.JSON)
  public Response versions(@PathParam("id") ComponentId id) {
    List<CatalogEntry> versions = snapshot().versions(id);
    if (versions.isEmpty()) {
      throw Problem.notFound(WebSentence.NO_COMPONENT).asException();
    }
    return json(held.versions(versions, shelf.judgements()));
  }

  /** The content. */
  @Open
  @GET
  @Path("components/{id}/{version}")
  @Produces(Representation.BYTES)
  public Response content(
      @PathParam("id") ComponentId id, @PathParam("version") ComponentVersion version) {
    CatalogEntry entry = entry(id, version);
    Representation what =
        new Representation(entry.sha256(), entry.size(), Representation.BYTES, Caching.FOR_EVER);
    return coded(what)
        .header(HttpHeaders.VARY, Representation.OBJECT_VARY)
        .header("Use-As-Dictionary", "match=\"" + versionsOf(request.getRequestURI()) + "\"")
        .build();
  }

  /** The newest signature file held of this version. */
  @Open
  @GET
  @Path("components/{id}/{version}/signature")
  @Produces(Representation.SIGNATURE)
  public Response signature(
      @PathParam("id") ComponentId id, @PathParam("version") ComponentVersion version) {
    CatalogEntry entry = entry(id, version);
    Representation what =
        new Representation(
            entry.signature().sha256(),
            entry.signature().size(),
            Representation.SIGNATURE,
            Caching.ASK_EACH_TIME);
    return object(what).header("Freshseal-Signature-Serial", entry.signature().serial()).build();
  }

  /** Any object by its name. */
  @Open
  @GET
  @Path("objects/{sha256}")
  @Produces(Representation.BYTES)
  public Response object(@PathParam("sha256") Sha256 digest) {
    requireActive();
    long length =
        shelf
            .length(digest)
            .orElseThrow(() -> Problem.notFound(WebSentence.NO_OBJECT).asException());
    return coded(Representation.object(digest, length))
        .header(HttpHeaders.VARY, Representation.OBJECT_VARY)
        .build();
  }

  /** The trust anchors, for a first look. */
  @Open
  @GET
  @Path("anchors")
  @Produces(Representation.PEM)
  public Response anchors() {
    requireActive();
    byte[] pem = shelf.anchorsPem();
    Representation what =
        new Representation(Sha256.of(pem), pem.length, Representation.PEM, Caching.ASK_EACH_TIME);
    return reading().answer(pem, what).build();
  }

  /** The link that leads to the trust anchors of this number from those before. */
  @Open
  @GET
  @Path("anchors/{number}")
  @Produces(Representation.JSON)
  public Response anchorLink(@PathParam("number") long number) {
    requireActive();
    byte[] link =
        shelf
            .anchorLink(number)
            .orElseThrow(() -> Problem.notFound(WebSentence.NO_LINK).asException());
    Representation what =
        new Representation(
            Sha256.of(link), link.length, Representation.JSON, Caching.ASK_EACH_TIME);
    return reading().answer(link, what).build();
  }

  private void requireActive() {
    if (!shelf.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
  }

  private Snapshot snapshot() {
    requireActive();
    return shelf
        .snapshot()
        .orElseThrow(() -> Problem.notFound(WebSentence.NO_CATALOG).asException());
  }

  private CatalogEntry entry(ComponentId id, ComponentVersion version) {
    return snapshot()
        .find(id, version)
        .orElseThrow(() -> Problem.notFound(WebSentence.NO_VERSION).asException());
  }

  private java.nio.file.Path file(Sha256 digest) {
    return shelf
        .obtain(digest)
        .orElseThrow(() -> Problem.notFound(WebSentence.NO_OBJECT).asException());
  }

  private ResponseBuilder object(Representation what) {
    return reading().answer(() -> file(what.digest()), what);
  }

  private ResponseBuilder coded(Representation what) {
    return deltas.answer(reading(), headers, shelf, () -> file(what.digest()), what);
  }

  // RFC 9842 2.1.1: what is held of one version serves for all versions of its component. The
  // address is one that has matched: its characters need no escaping.
  private static String versionsOf(String address) {
    return address.substring(0, address.lastIndexOf('/') + 1) + "*";
  }

  private Response json(HeldJson.Document document) {
    return reading().answer(document.bytes(), document.representation()).build();
  }

  private Reading reading() {
    return Reading.of(request.getMethod(), headers);
  }
}
