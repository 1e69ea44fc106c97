package io.freshseal.api.source;

import io.freshseal.api.access.ForAdministrators;
import io.freshseal.api.input.Bodies;
import io.freshseal.api.input.JsonAnswers;
import io.freshseal.api.problem.Problem;
import io.freshseal.publishing.boundary.SourceDesk;
import io.freshseal.publishing.entity.EpochOrder;
import io.freshseal.publishing.entity.PublishOutcome.Published;
import io.freshseal.shared.control.JsonFields;
import io.freshseal.shared.control.MalformedJsonException;
import io.freshseal.shared.entity.ComponentId;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starting a new epoch. */
@ForAdministrators
@Path("epochs")
@Produces(MediaType.APPLICATION_JSON)
public class EpochsResource {

  private final SourceDesk desk;

  @Inject
  public EpochsResource(SourceDesk desk) {
    this.desk = desk;
  }

  /** Starts the next epoch, or with {@code {"epoch":7}} that one; signs everything anew. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public byte[] start(@QueryParam("without") List<ComponentId> without, InputStream body) {
    Optional<Long> epoch = Bodies.json(body, EpochsResource::epoch);
    return desk.startEpoch(new EpochOrder(epoch, Set.copyOf(without)))
        .fold(
            this::json,
            nothing -> JsonAnswers.object(json -> json.write("outcome", "NOTHING")),
            refused -> {
              throw Problem.of(refused.code(), refused.sentence()).asException();
            });
  }

  private static Optional<Long> epoch(JsonFields fields) throws MalformedJsonException {
    return fields.has("epoch")
        ? Optional.of(fields.number("epoch", 1, Long.MAX_VALUE))
        : Optional.empty();
  }

  private byte[] json(Published published) {
    return JsonAnswers.object(
        json -> {
          json.write("outcome", "PUBLISHED");
          desk.snapshot().ifPresent(snapshot -> json.write("epoch", snapshot.catalog().epoch()));
          json.write("sequence", published.sequence())
              .write("components", published.components())
              .write("renewed", published.renewed());
        });
  }
}
