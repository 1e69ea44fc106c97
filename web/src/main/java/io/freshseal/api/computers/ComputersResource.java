package io.freshseal.api.computers;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.entity.Computer;
import io.freshseal.computers.entity.ComputerPage;
import io.freshseal.computers.entity.ComputerQuery;
import io.freshseal.computers.entity.EnrolmentSentence;
import io.freshseal.computers.entity.HoldingRow;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** The computers of the fleet, for whoever runs it. */
@ForAdministrators
@OfManager
@Path("computers")
@Produces(MediaType.APPLICATION_JSON)
public class ComputersResource {

  private final Computers computers;
  private final Clock clock;

  @Inject
  public ComputersResource(Computers computers, Clock clock) {
    this.computers = computers;
    this.clock = clock;
  }

  /** A page of the computers by name, with where the next one begins. */
  @GET
  public byte[] find(
      @Context UriInfo uri, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    ComputerQuery query = new ComputerParameters(uri.getQueryParameters()).query();
    ComputerPage page = computers.find(query);
    ComputerJson writer = new ComputerJson(clock.instant(), ProblemTitles.locale(languages));
    return JsonAnswers.object(
        json -> {
          JsonAnswers.array(json, "computers", page.computers(), writer::write);
          json.write("total", page.total());
          int next = query.offset() + page.computers().size();
          if (next < page.total() && next <= ComputerQuery.MAX_OFFSET) {
            json.write("next", Integer.toString(next));
          }
        });
  }

  /** One computer, with what it holds. */
  @GET
  @Path("{id}")
  public byte[] one(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    Computer computer = computers.find(id).orElseThrow(() -> unknown().asException());
    Optional<HoldingRow> held = computers.holding(computer);
    ComputerJson writer = new ComputerJson(clock.instant(), ProblemTitles.locale(languages));
    return JsonAnswers.object(
        json -> {
          writer.write(computer, json);
          held.ifPresent(row -> ComputerJson.writeHeld(row, json));
        });
  }

  /** Puts a computer into a relay group; the body is {@code {"group":"ID"}}. */
  @PUT
  @Path("{id}/relay-group")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] assign(
      @PathParam("id") UUID id,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages,
      InputStream body) {
    String group = Bodies.json(body, fields -> fields.value("group", Optional::of));
    Computer computer = done(computers.assign(id, group));
    ComputerJson writer = new ComputerJson(clock.instant(), ProblemTitles.locale(languages));
    return JsonAnswers.object(json -> writer.write(computer, json));
  }

  /** Forgets a computer; its key is worth nothing from then on. */
  @DELETE
  @Path("{id}")
  public Response remove(@PathParam("id") UUID id) {
    done(computers.remove(id));
    return Response.noContent().build();
  }

  private static Computer done(Outcome<Computer> outcome) {
    return outcome.fold(
        computer -> computer,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  private static Problem unknown() {
    return Problem.of(StatusCode.NOT_FOUND, Sentence.of(EnrolmentSentence.NO_COMPUTER));
  }
}
