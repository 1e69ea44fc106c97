package io.freshseal.api.computers;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.OfManager;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.computers.boundary.Computers;
import io.freshseal.computers.boundary.FleetFigures;
import io.freshseal.computers.entity.GroupSize;
import io.freshseal.groups.boundary.RelayGroups;
import io.freshseal.groups.entity.GroupSentence;
import io.freshseal.groups.entity.GroupValues;
import io.freshseal.groups.entity.KeptProxy;
import io.freshseal.groups.entity.ProxyValues;
import io.freshseal.groups.entity.RelayGroup;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.Outcome;
import io.freshseal.shared.entity.Sentence;
import io.freshseal.shared.entity.StatusCode;
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
import java.util.Map;
import java.util.Optional;

/** The relay groups, parents before their children. */
@ForAdministrators
@OfManager
@Path("relay-groups")
@Produces(MediaType.APPLICATION_JSON)
public class RelayGroupsResource {

  private static final long MOST_PORT = 1L << 16;
  private static final Map<String, Boolean> FALLBACKS = Map.of("allowed", true, "refused", false);

  private final RelayGroups groups;
  private final Computers computers;
  private final FleetFigures figures;

  @Inject
  public RelayGroupsResource(RelayGroups groups, Computers computers, FleetFigures figures) {
    this.groups = groups;
    this.computers = computers;
    this.figures = figures;
  }

  /** All groups, parents before their children. */
  @GET
  public byte[] list() {
    Map<String, GroupSize> sizes = figures.perGroup();
    return JsonAnswers.list(
        "relayGroups",
        groups.tree().topDown(),
        (group, json) ->
            write(group, sizes.getOrDefault(group.id(), GroupSize.NONE).computers(), json));
  }

  /** One group. */
  @GET
  @Path("{id}")
  public byte[] one(@PathParam("id") String id) {
    RelayGroup group =
        groups
            .tree()
            .find(id)
            .orElseThrow(
                () ->
                    Problem.of(StatusCode.NOT_FOUND, Sentence.of(GroupSentence.NO_GROUP))
                        .asException());
    return JsonAnswers.object(json -> write(group, json));
  }

  /**
   * Makes a group; the body is {@code {"name":"...","description":"...","parent":"ID",
   * "primaryFallback":"allowed","proxy":{"host":"...","port":3128,"user":"...",
   * "password":"..."}}}, all but the name being optional.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Context UriInfo uri, InputStream body) {
    RelayGroup group = done(groups.create(Bodies.json(body, RelayGroupsResource::values)));
    return Response.created(Locations.below(uri, group.id()))
        .entity(JsonAnswers.object(json -> write(group, json)))
        .build();
  }

  /**
   * Changes a group; the body as above. What it leaves out gets its default, but for the password
   * of a proxy whose host, port and user stay the same.
   */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] change(@PathParam("id") String id, InputStream body) {
    RelayGroup group = done(groups.change(id, Bodies.json(body, RelayGroupsResource::values)));
    return JsonAnswers.object(json -> write(group, json));
  }

  /** Deletes a group that has neither computers nor children. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id) {
    done(groups.delete(id, () -> computers.countIn(id)));
    return Response.noContent().build();
  }

  private static GroupValues values(JsonFields fields) throws MalformedJsonException {
    return new GroupValues(
        fields.value("name", Optional::of),
        fields.optionalValue("description", Optional::of).orElse(""),
        fields.optionalValue("parent", Optional::of),
        fields
            .optionalValue("primaryFallback", text -> Optional.ofNullable(FALLBACKS.get(text)))
            .orElse(false),
        proxy(fields));
  }

  private static Optional<ProxyValues> proxy(JsonFields fields) throws MalformedJsonException {
    Optional<JsonFields> proxy = fields.optionalObject("proxy");
    if (proxy.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProxyValues(
            proxy.get().value("host", Optional::of),
            proxy.get().number("port", 0, MOST_PORT),
            proxy.get().optionalValue("user", Optional::of),
            proxy.get().optionalValue("password", Optional::of)));
  }

  private static RelayGroup done(Outcome<RelayGroup> outcome) {
    return outcome.fold(
        group -> group,
        refused -> {
          throw Problem.of(refused.code(), refused.sentence()).asException();
        });
  }

  private void write(RelayGroup group, JsonGenerator json) {
    write(group, computers.countIn(group.id()), json);
  }

  private static void write(RelayGroup group, long computers, JsonGenerator json) {
    json.write("id", group.id())
        .write("name", group.name())
        .write("description", group.description())
        .write("primaryFallback", group.primaryFallback() ? "allowed" : "refused")
        .write("computers", computers);
    group.parent().ifPresent(parent -> json.write("parent", parent));
    group.proxy().ifPresent(proxy -> write(proxy, json));
  }

  // The password is nobody's to read.
  private static void write(KeptProxy proxy, JsonGenerator json) {
    json.writeStartObject("proxy").write("host", proxy.host()).write("port", proxy.port());
    proxy.user().ifPresent(user -> json.write("user", user));
    json.writeEnd();
  }
}
