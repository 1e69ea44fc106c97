package io.freshseal.api.access;

import io.freshseal.access.boundary.AccessDesk;
import io.freshseal.access.entity.AccessToken;
import io.freshseal.access.entity.NewToken;
import io.freshseal.access.entity.TokenCreation;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
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
import java.util.Optional;

/** Access tokens for programs. */
@ForAdministrators
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

  private final AccessDesk desk;

  @Inject
  public TokensResource(AccessDesk desk) {
    this.desk = desk;
  }

  /** All tokens that count, without their secrets. */
  @GET
  public byte[] list() {
    return JsonAnswers.list("tokens", desk.list(), TokensResource::write);
  }

  /** Makes a token; the body is {@code {"name":"..."}}. The answer alone holds the secret. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Context UriInfo uri, InputStream body) {
    NewToken made =
        desk.create(Bodies.json(body, fields -> fields.value("name", Optional::of)))
            .fold(
                TokenCreation.Created::token,
                refused -> {
                  throw Problem.of(refused.code(), refused.sentence()).asException();
                });
    byte[] json =
        JsonAnswers.object(
            j -> {
              write(made.token(), j);
              j.write("token", made.secret());
            });
    return Response.created(Locations.below(uri, made.token().id())).entity(json).build();
  }

  /** Revokes a token. */
  @DELETE
  @Path("{id}")
  public Response revoke(@PathParam("id") String id) {
    if (desk.revoke(id).isEmpty()) {
      throw Problem.notFound(WebSentence.NO_TOKEN).asException();
    }
    return Response.noContent().build();
  }

  private static void write(AccessToken token, JsonGenerator json) {
    json.write("id", token.id())
        .write("name", token.name())
        .write("createdBy", token.createdBy())
        .write("createdAt", token.createdAt().toString());
  }
}
