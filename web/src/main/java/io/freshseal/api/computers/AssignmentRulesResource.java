package io.freshseal.api.computers;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.computers.boundary.RuleDesk;
import io.freshseal.computers.entity.Move;
import io.freshseal.computers.entity.RulePreview;
import io.freshseal.groups.boundary.AssignmentRules;
import io.freshseal.groups.entity.AssignmentRule;
import io.freshseal.groups.entity.NamePattern;
import io.freshseal.groups.entity.NetworkRange;
import io.freshseal.groups.entity.RuleValues;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Platform;
import jakarta.inject.Inject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rules that put computers into relay groups, in the order in which they are asked. */
@OfManager
@ForAdministrators
@Path("assignment-rules")
@Produces(MediaType.APPLICATION_JSON)
public class AssignmentRulesResource {

  private static final int MOST_SHOWN = 500;

  private final AssignmentRules rules;
  private final RuleDesk desk;

  @Inject
  public AssignmentRulesResource(AssignmentRules rules, RuleDesk desk) {
    this.rules = rules;
    this.desk = desk;
  }

  /** All rules, the first to be asked first. */
  @GET
  public byte[] list() {
    return JsonAnswers.list("assignmentRules", rules.all(), AssignmentRulesResource::write);
  }

  /**
   * Makes a rule, asked after all others; the body is {@code {"name":"...","computers":"web-*",
   * "network":"10.1.0.0/16","platform":"linux-amd64","group":"ID"}} with at least one condition.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Context UriInfo uri, InputStream body) {
    AssignmentRule rule = done(rules.create(Bodies.json(body, AssignmentRulesResource::values)));
    return Response.created(Locations.below(uri, rule.id().toString()))
        .entity(JsonAnswers.object(json -> write(rule, json)))
        .build();
  }

  /** Changes a rule; the body as above. What it leaves out is no condition any more. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] change(@PathParam("id") UUID id, InputStream body) {
    AssignmentRule rule =
        done(rules.change(id, Bodies.json(body, AssignmentRulesResource::values)));
    return JsonAnswers.object(json -> write(rule, json));
  }

  /** Puts a rule elsewhere in the order; the body is {@code {"place":1}}. */
  @PUT
  @Path("{id}/place")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] move(@PathParam("id") UUID id, InputStream body) {
    long place = Bodies.json(body, fields -> fields.number("place", 1, AssignmentRules.MOST));
    AssignmentRule rule = done(rules.move(id, (int) place));
    return JsonAnswers.object(json -> write(rule, json));
  }

  /** Deletes a rule. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") UUID id) {
    done(rules.delete(id));
    return Response.noContent().build();
  }

  /** Which computers would move if the rules were applied now; moves nobody. */
  @GET
  @Path("moves")
  public byte[] moves() {
    RulePreview preview = desk.preview();
    List<Move> moves = preview.moves();
    return JsonAnswers.object(
        json -> {
          json.write("total", moves.size()).write("mark", preview.mark());
          JsonAnswers.array(json, "moves", moves.stream().limit(MOST_SHOWN).toList(), this::write);
        });
  }

  /**
   * Applies the rules to every computer that they have a say in; the body is {@code {"mark":"..."}}
   * with the mark of the moves that were looked at.
   */
  @POST
  @Path("moves")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] apply(InputStream body) {
    String mark = Bodies.json(body, fields -> fields.value("mark", Optional::of));
    int moved = done(desk.apply(mark));
    return JsonAnswers.object(json -> json.write("total", moved));
  }

  private static RuleValues values(JsonFields fields) throws MalformedJsonException {
    return new RuleValues(
        fields.value("name", Optional::of),
        fields.optionalValue("computers", NamePattern::parse),
        fields.optionalValue("network", NetworkRange::parse),
        fields.optionalValue("platform", Platform::parse),
        fields.value("group", Optional::of));
  }

  private static <T> T done(Outcome<T> outcome) {
    return outcome.fold(
        value -> value,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  private static void write(AssignmentRule rule, JsonGenerator json) {
    RuleValues values = rule.values();
    json.write("id", rule.id().toString())
        .write("place", rule.place())
        .write("name", values.name())
        .write("group", values.group());
    values.computers().ifPresent(pattern -> json.write("computers", pattern.text()));
    values.network().ifPresent(range -> json.write("network", range.text()));
    values.platform().ifPresent(platform -> json.write("platform", platform.text()));
  }

  private void write(Move move, JsonGenerator json) {
    json.write("computer", move.computer().id().toString())
        .write("name", move.computer().name().text())
        .write("from", move.computer().group())
        .write("to", move.to().group());
    move.to().rule().ifPresent(rule -> json.write("rule", rule));
  }
}
