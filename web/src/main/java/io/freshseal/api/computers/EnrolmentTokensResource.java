package io.freshseal.api.computers;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.input.Parameters;
import io.freshseal.api.problem.Problem;
import io.freshseal.computers.boundary.EnrolmentTokens;
import io.freshseal.computers.entity.EnrolmentSentence;
import io.freshseal.computers.entity.IssuedToken;
import io.freshseal.computers.entity.NewToken;
import io.freshseal.computers.entity.TokenOrder;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.Sha256;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The tokens with which computers join the fleet. */
@ForAdministrators
@OfManager
@Path("enrolment-tokens")
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentTokensResource {

  private static final int MOST_USES = 1_000_000;
  private static final Map<String, Boolean> RELAYS = Map.of("allowed", true, "refused", false);

  private final EnrolmentTokens tokens;

  @Inject
  public EnrolmentTokensResource(EnrolmentTokens tokens) {
    this.tokens = tokens;
  }

  /** Those with which somebody may still join, without their secrets. */
  @GET
  public byte[] list() {
    return JsonAnswers.list("enrolmentTokens", tokens.list(), EnrolmentTokensResource::write);
  }

  /**
   * Makes a token; the body is {@code {"name":"...","uses":20,"validity":"P1D","group":"ID",
   * "relays":"allowed"}}, the last two being optional. The answer alone holds the secret.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Context UriInfo uri, InputStream body) {
    TokenOrder order =
        Bodies.json(
            body,
            fields ->
                new TokenOrder(
                    fields.value("name", Optional::of),
                    fields.optionalValue("group", Optional::of),
                    (int) fields.number("uses", 0, MOST_USES),
                    fields
                        .optionalValue("relays", text -> Optional.ofNullable(RELAYS.get(text)))
                        .orElse(false),
                    fields.value(
                        "validity", text -> Optional.of(Parameters.read(Duration.class, text)))));
    NewToken made =
        tokens
            .create(order)
            .fold(
                token -> token,
                refused -> {
                  throw Problem.of(refused.code(), refused.sentence()).asException();
                });
    byte[] json =
        JsonAnswers.object(
            j -> {
              write(made.issued(), j);
              j.write("token", made.token().text());
            });
    return Response.created(Locations.below(uri, made.issued().id())).entity(json).build();
  }

  /** Revokes a token; computers that joined with it stay. */
  @DELETE
  @Path("{id}")
  public Response revoke(@PathParam("id") String id) {
    if (tokens.revoke(id).isEmpty()) {
      throw Problem.of(StatusCode.NOT_FOUND, Sentence.of(EnrolmentSentence.NO_TOKEN)).asException();
    }
    return Response.noContent().build();
  }

  private static void write(IssuedToken token, JsonGenerator json) {
    json.write("id", token.id()).write("name", token.name());
    token.group().ifPresent(group -> json.write("group", group));
    json.write("mostUses", token.mostUses())
        .write("uses", token.uses())
        .write("relays", token.relays() ? "allowed" : "refused")
        .write("expires", token.expiresAt().toString());
    token.certificate().map(Sha256::hex).ifPresent(c -> json.write("certificate", c));
    json.write("createdBy", token.createdBy()).write("createdAt", token.createdAt().toString());
  }
}
