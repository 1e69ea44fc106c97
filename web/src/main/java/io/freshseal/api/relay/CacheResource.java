package io.freshseal.api.relay;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What the relay holds, as a whole. */
@ForAdministrators
@Path("cache")
public class CacheResource {

  private final RelayDesk desk;

  @Inject
  public CacheResource(RelayDesk desk) {
    this.desk = desk;
  }

  /** Drops everything held and served; what guards against rollback stays. */
  @POST
  @Path("clear")
  public Response clear() {
    if (!desk.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
    StatusCode code = desk.clearCache();
    return switch (code) {
      case OK -> Response.noContent().build();
      case BUSY -> throw Problem.of(code, WebSentence.RUN_GOING_ON).asException();
      default -> throw Problem.of(code, WebSentence.CACHE_NOT_CLEARED).asException();
    };
  }
}
