package io.freshseal.api.source;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.publishing.boundary.AuthorityDesk;
import io.freshseal.publishing.entity.AuthorityList;
import io.freshseal.publishing.entity.AuthorityView;
import io.freshseal.publishing.entity.PublishOutcome;
import io.freshseal.shared.entity.Sha256;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The authorities of the source, and replacing them. Each order answers how they stand then. */
@ForAdministrators
@Path("authorities")
@Produces(MediaType.APPLICATION_JSON)
public class AuthoritiesResource {

  private final AuthorityDesk desk;

  @Inject
  public AuthoritiesResource(AuthorityDesk desk) {
    this.desk = desk;
  }

  /** The authorities, and the bundle of trust anchors that tells readers of them. */
  @GET
  public byte[] list() {
    if (!desk.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
    return json(desk.list());
  }

  /** Makes one more authority and tells readers of it. */
  @POST
  public byte[] introduce() {
    return json(desk.introduce());
  }

  /** Signs everything under this authority from now on. */
  @POST
  @Path("{fingerprint}/activate")
  public byte[] activate(@PathParam("fingerprint") Sha256 fingerprint) {
    return json(desk.activate(fingerprint));
  }

  /** Tells readers to trust this authority no more. */
  @DELETE
  @Path("{fingerprint}")
  public byte[] retire(@PathParam("fingerprint") Sha256 fingerprint) {
    return json(desk.retire(fingerprint));
  }

  private byte[] json(PublishOutcome outcome) {
    return outcome.fold(
        published -> json(desk.list()),
        nothing -> json(desk.list()),
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  private static byte[] json(AuthorityList list) {
    return JsonAnswers.object(
        json -> {
          json.write("number", list.number())
              .write("threshold", list.threshold())
              .writeStartArray("authorities");
          list.authorities().forEach(authority -> write(authority, json));
          json.writeEnd();
        });
  }

  private static void write(AuthorityView authority, JsonGenerator json) {
    json.writeStartObject()
        .write("fingerprint", authority.fingerprint().hex())
        .write("subject", authority.subject())
        .write("state", authority.state().name())
        .write("postQuantum", authority.postQuantum())
        .write("keyAtHand", authority.atHand())
        .write("notBefore", authority.notBefore().toString())
        .write("notAfter", authority.notAfter().toString())
        .writeEnd();
  }
}
