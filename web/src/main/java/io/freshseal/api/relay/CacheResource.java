package io.freshseal.api.relay;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.api.problem.WebSentence;
import io.freshseal.replication.boundary.CacheDesk;
import io.freshseal.replication.boundary.RelayDesk;
import io.freshseal.replication.entity.CacheCleared;
import io.freshseal.replication.entity.CacheScope;
import io.freshseal.shared.entity.StatusCode;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What the relay holds, as a whole. */
@ForAdministrators
@Path("cache")
public class CacheResource {

  private final RelayDesk relay;
  private final CacheDesk cache;

  @Inject
  public CacheResource(RelayDesk relay, CacheDesk cache) {
    this.relay = relay;
    this.cache = cache;
  }

  /** Drops what is held and served, or what of it cannot be used; rollback memory stays. */
  @POST
  @Path("clear")
  public byte[] clear(@QueryParam("scope") @DefaultValue("ALL") String scope) {
    if (!relay.active()) {
      throw Problem.notFound(WebSentence.NO_ROLE).asException();
    }
    CacheCleared cleared = cache.clear(named(scope));
    if (!cleared.done()) {
      WebSentence why =
          cleared.code() == StatusCode.BUSY
              ? WebSentence.RUN_GOING_ON
              : WebSentence.CACHE_NOT_CLEARED;
      throw Problem.of(cleared.code(), why).asException();
    }
    return JsonAnswers.object(
        json ->
            json.write("scope", cleared.scope().name())
                .write("components", cleared.gone().dropped().size())
                .write("catalogWithdrawn", cleared.gone().withdrawn()));
  }

  private static CacheScope named(String name) {
    return Arrays.stream(CacheScope.values())
        .filter(scope -> scope.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Problem.badRequest(WebSentence.ONE_OF, words()).asException());
  }

  private static String words() {
    return Arrays.stream(CacheScope.values()).map(Enum::name).collect(Collectors.joining(", "));
  }
}
