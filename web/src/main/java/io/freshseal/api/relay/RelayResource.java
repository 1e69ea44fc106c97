package io.freshseal.api.relay;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.access.Open;
import io.freshseal.api.http.Locations;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.ProblemTitles;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.api.serving.DirectReads;
import io.freshseal.replication.boundary.LazyDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.boundary.RelayPush;
import io.freshseal.replication.entity.LazyView;
import io.freshseal.replication.entity.RunView;
import io.freshseal.vault.entity.Snapshot;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.util.Optional;

/** The relay: how it stands, and its runs. */
@ForAdministrators
@Path("relay")
@Produces(MediaType.APPLICATION_JSON)
public class RelayResource {

  private static final int MOST_RUNS = 500;

  private final RelayDesk desk;
  private final RelayShelf shelf;
  private final RelayPush push;
  private final LazyDesk lazy;
  private final DirectReads reads;

  @Inject
  public RelayResource(
      RelayDesk desk, RelayShelf shelf, RelayPush push, LazyDesk lazy, DirectReads reads) {
    this.reads = reads;
    this.lazy = lazy;
    this.desk = desk;
    this.push = push;
    this.shelf = shelf;
  }

  /** How the relay stands; open, because an agent's trouble is looked for here first. */
  @Open
  @GET
  public byte[] state(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    requireActive();
    return JsonAnswers.object(
        json -> {
          Optional<Snapshot> snapshot = shelf.snapshot();
          form(languages).write(desk.state(), snapshot, json);
          push.view().ifPresent(view -> RelayJson.write(view, json));
          lazy.view().filter(LazyView::lazy).ifPresent(contents -> RelayJson.write(contents, json));
          RelayJson.write(reads.relay().figures(), json);
          json.write(
              "timestamped",
              snapshot.map(s -> shelf.judgements().timestamped(s.held())).orElse(0L));
        });
  }

  /** Runs now; joins the run that is going on, if there is one. */
  @POST
  @Path("runs")
  public Response runNow(@Context UriInfo uri) {
    requireActive();
    String id = desk.runNow();
    return Response.accepted(JsonAnswers.object(json -> json.write("id", id)))
        .location(Locations.below(uri, id))
        .build();
  }

  /** The newest runs that are over. */
  @GET
  @Path("runs")
  public byte[] runs(
      @QueryParam("limit") @DefaultValue("50") Integer limit,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    requireActive();
    int most = Math.min(Math.max(limit, 1), MOST_RUNS);
    return JsonAnswers.list("runs", desk.recentRuns(most), form(languages)::write);
  }

  /** One run, going on or over. */
  @GET
  @Path("runs/{id}")
  public byte[] run(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String languages) {
    requireActive();
    RunView run =
        desk.run(id).orElseThrow(() -> Problem.notFound(WebSentence.NO_RUN).asException());
    return JsonAnswers.object(json -> form(languages).write(run, json));
  }

  private static RelayJson form(String languages) {
    return new RelayJson(ProblemTitles.locale(languages));
  }

  private void requireActive() {
    if (!desk.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
  }
}
